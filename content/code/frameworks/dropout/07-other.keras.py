# A layer of its own between two LSTMs: a new mask at each step,
# as in PyTorch's nn.LSTM(dropout=p).
# zh: 在两层 LSTM 之间另放一层：每一步换一个掩码，
# zh: 和 PyTorch 的 nn.LSTM(dropout=p) 一样。
keras.utils.set_random_seed(1)
ones = np.ones((1, 6, 24), "float32")
picture(layers.Dropout(0.5)(ones, training=True))
