# raises: RuntimeError
lstm = nn.LSTM(I, H)
state = None
for batch in torch.randn(2, T, N, I):
    output, state = lstm(batch, state)
    output.pow(2).mean().backward()
