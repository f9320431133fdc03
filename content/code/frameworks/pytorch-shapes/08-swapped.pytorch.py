x = torch.randn(N, T, I)  # the data: N sequences of T steps
# zh: 数据：N 条序列，每条 T 步
changed = x.clone()
changed[0] += 1           # touch only the first sequence
# zh: 只动第一条序列

for options in [{}, {"batch_first": True}]:
    lstm = nn.LSTM(I, H, **options)
    output, (h_n, _) = lstm(x)
    other, _ = lstm(changed)
    print(options, tuple(output.shape), tuple(h_n.shape))
    print("other sequences changed:",
          not torch.equal(output[1:], other[1:]))
