def weights(H=16, I=2):
    # Keras' initial weights, drawn in NumPy: the same in both tabs.
    # zh: Keras 的初始权重，但用 NumPy 抽取，两个程序拿到的完全相同。
    rng = np.random.default_rng(0)
    def glorot(rows, columns):
        limit = np.sqrt(6 / (rows + columns))
        return rng.uniform(-limit, limit, (rows, columns))
    for rows in (I, H):
        q, _ = np.linalg.qr(rng.normal(size=(4 * H, H)))
        bias = np.repeat([0.0, 1.0, 0.0, 0.0], H)
        yield glorot(rows, 4 * H), q.T, bias
    yield glorot(H, 1), np.zeros(1)

def from_keras(model):
    *stack, (kernel, bias) = weights()
    tensor = lambda a: torch.tensor(a, dtype=torch.float32)
    with torch.no_grad():
        for layer, (kernel_x, kernel_h, bias_x) in enumerate(stack):
            p = lambda name: getattr(model.lstm, f"{name}_l{layer}")
            p("weight_ih").copy_(tensor(kernel_x.T))
            p("weight_hh").copy_(tensor(kernel_h.T))
            p("bias_ih").copy_(tensor(bias_x))
            # The second bias stays 0, or the sum moves twice as far.
            # zh: 第二个偏置固定为 0，否则两者之和走得快一倍。
            p("bias_hh").zero_().requires_grad_(False)
        model.head.weight.copy_(tensor(kernel.T))
        model.head.bias.copy_(tensor(bias))
    return model

# Keras adds epsilon before v is corrected for its start at zero.
# zh: Keras 先加 epsilon，后修正 v 从零起步造成的偏差。
keras_eps = lambda t: 1e-7 / np.sqrt(1 - 0.999 ** t)

agreed = train(from_keras(Model()), eps=keras_eps)
show(agreed)
