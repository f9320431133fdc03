lstm = nn.LSTM(input_size=10, hidden_size=20)
matrices = [n for n, _ in lstm.named_parameters() if "weight_hh" in n]
for steps in [5, 50, 500]:
    output, _ = lstm(torch.randn(steps, 3, 10))
    print(tuple(output.shape), count(), matrices)
