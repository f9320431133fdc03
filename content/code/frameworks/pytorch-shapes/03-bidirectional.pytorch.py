both = nn.LSTM(I, H, L, batch_first=True, bidirectional=True)
output, (h_n, c_n) = both(torch.randn(N, T, I))
ahead, back = h_n[-2], h_n[-1]  # top layer, both directions
# zh: 最上层的两个方向

same = torch.equal
print("[:, -1, :H] is h_n[-2]:", same(output[:, -1, :H], ahead))
print("[:, -1, H:] is h_n[-1]:", same(output[:, -1, H:], back))
print("[:, 0, H:]  is h_n[-1]:", same(output[:, 0, H:], back))

last = torch.cat((ahead, back), dim=-1)  # what you want
# zh: 这才是要的
wrong = output[:, -1]
print(tuple(last.shape), tuple(wrong.shape))
print(same(last, wrong))
