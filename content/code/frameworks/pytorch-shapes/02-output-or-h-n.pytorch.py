lstm = nn.LSTM(I, H, L)
output, (h_n, c_n) = lstm(torch.randn(T, N, I))

print("top layer, every step: ", tuple(output.shape))
print("every layer, last step:", tuple(h_n.shape))
print(torch.equal(output[-1], h_n[-1]))  # top layer, last step
# zh: 最上层，最后一步
print(torch.equal(output[-1], h_n[0]))   # h_n[0] is layer 1
# zh: h_n[0] 是第 1 层
