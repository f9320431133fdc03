# raises: RuntimeError
# The PyTorch backend, without use_cudnn=False.
# zh: PyTorch 后端，没有写 use_cudnn=False。
model = keras.Sequential([
    keras.Input(batch_shape=(4, 5, 1)),
    layers.LSTM(3, stateful=True),
    layers.Dense(1),
])
model.compile("adam", "mse")
x, y = np.ones((4, 5, 1), "float32"), np.ones((4, 1), "float32")
model.fit(x, y, batch_size=4, verbose=0)
