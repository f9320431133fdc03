model = keras.Sequential([
    keras.Input((20, 3)),
    layers.LSTM(16, return_sequences=True),
    layers.Dense(1),
])
model.compile("adam", "mse")
x, y = np.zeros((8, 20, 3), "float32"), np.ones((8, 1), "float32")
model.fit(x, y, verbose=0)   # no error
# zh: 不报错
print("output", model.output_shape, "target", y.shape)
