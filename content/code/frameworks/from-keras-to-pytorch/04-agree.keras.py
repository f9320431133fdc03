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

model = build()
for layer, arrays in zip(model.layers, weights()):
    layer.set_weights(arrays)
show(train(model, keras.optimizers.Adam(0.01)))
