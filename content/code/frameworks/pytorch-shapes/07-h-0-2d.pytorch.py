# raises: RuntimeError
lstm(torch.randn(N, T, I), (torch.zeros(L, H), torch.zeros(L, H)))
