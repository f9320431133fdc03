keras.utils.set_random_seed(0)
lstm = layers.LSTM(4, dropout=0.5)
x = np.random.randn(1, 10, 3).astype("float32")
last = lambda training: keras.ops.convert_to_numpy(
    lstm(x, training=training))[0].round(3)

print("train", last(True), last(True))
print("eval ", last(False), last(False))
