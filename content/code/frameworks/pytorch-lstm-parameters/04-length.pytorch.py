lstm = nn.LSTM(input_size=10, hidden_size=20)
names = [name for name, _ in lstm.named_parameters()]
for steps in [5, 50, 500]:
    output, _ = lstm(torch.randn(steps, 3, 10))
    print(tuple(output.shape), count(), names[:2])
