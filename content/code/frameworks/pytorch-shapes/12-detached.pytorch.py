state = None
for batch in torch.randn(2, T, N, I):
    output, (h, c) = lstm(batch, state)
    output.pow(2).mean().backward()
    # Keep the numbers, drop the graph.
    # zh: 留下数值，丢掉计算图。
    state = h.detach(), c.detach()
print(state[0].grad_fn, tuple(state[0].shape))
