torch.manual_seed(0)
stack = nn.LSTM(10, 20, num_layers=2)
lower, upper = nn.LSTM(10, 20), nn.LSTM(20, 20)
for layer, single in enumerate([lower, upper]):
    for name in ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]:
        source = getattr(stack, f"{name}_l{layer}")
        getattr(single, f"{name}_l0").data.copy_(source)

x = torch.randn(7, 3, 10)
output, (h_n, _) = stack(x)
middle, (h_lower, _) = lower(x)
top, (h_upper, _) = upper(middle)
print(torch.allclose(output, top, atol=1e-6))
print(torch.allclose(h_n, torch.cat((h_lower, h_upper)), atol=1e-6))
