first = nn.LSTM(10, 20, num_layers=2, batch_first=True)
output, (h_n, c_n) = first(torch.randn(3, 7, 10))  # (N, T, I)
print(tuple(output.shape), tuple(h_n.shape), tuple(c_n.shape))
