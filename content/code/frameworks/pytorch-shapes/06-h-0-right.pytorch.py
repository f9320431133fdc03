h_0, c_0 = torch.zeros(L, N, H), torch.zeros(L, N, H)  # (D·L, N, H)
output, (h_n, c_n) = lstm(torch.randn(N, T, I), (h_0, c_0))
print(tuple(output.shape), tuple(h_n.shape))

per_sequence = h_n.transpose(0, 1)  # (N, L, H), if you need it so
# zh: 需要的话，这样换成 (N, L, H)
print(tuple(per_sequence.shape))
