keras.utils.set_random_seed(0)
x = keras.random.normal((2, 20, 3))
both = layers.Bidirectional(layers.LSTM(16, return_sequences=True))
last = layers.Bidirectional(layers.LSTM(16))
both.build(x.shape), last.build(x.shape)
last.set_weights(both.get_weights())

every, final = both(x), last(x)
print(tuple(every.shape), tuple(final.shape))
forward, backward = final[:, :16], final[:, 16:]
print("forward, last step  ", apart(forward, every[:, -1, :16]))
print("backward, last step ", apart(backward, every[:, -1, 16:]))
print("backward, first step", apart(backward, every[:, 0, 16:]))
