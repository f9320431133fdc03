x = torch.randn(N, T, I)
changed = x.clone()
changed[:, :-1] = 0  # everything but the last step
# zh: 除最后一步外全部清零
for name, part in [(":H", slice(0, H)), ("H:", slice(H, 2 * H))]:
    one = nn.LSTM(I, H, batch_first=True, bidirectional=True)
    a = one(x)[0][:, -1, part]
    b = one(changed)[0][:, -1, part]
    print(f"output[:, -1, {name}] the same: {torch.equal(a, b)}")
