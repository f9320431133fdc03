# raises: RuntimeError
lstm = nn.LSTM(I, H, L, batch_first=True)
h_0, c_0 = torch.zeros(N, L, H), torch.zeros(N, L, H)  # wrong
# zh: 错
lstm(torch.randn(N, T, I), (h_0, c_0))
