torch.manual_seed(0)
lstm = nn.LSTM(10, 20)
x = torch.randn(7, 3, 10)
with torch.no_grad():
    before, _ = lstm(x)
    # Only the sum of the two biases matters.
    # zh: 起作用的只有两个偏置之和。
    lstm.bias_ih_l0 += lstm.bias_hh_l0
    lstm.bias_hh_l0.zero_()
    after, _ = lstm(x)
print(torch.allclose(before, after, atol=1e-6))

bare = nn.LSTM(10, 20, bias=False)
print([name for name, _ in bare.named_parameters()])
