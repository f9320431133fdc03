keras.utils.set_random_seed(0)
x = keras.random.normal((2, 20, 3))
sequence, h, c = layers.LSTM(
    16, return_sequences=True, return_state=True)(x)

print("sequence", tuple(sequence.shape))
print("h       ", tuple(h.shape))
print("c       ", tuple(c.shape))
last = sequence[:, -1]
print("h is the last step:", bool(keras.ops.all(h == last)))
print("c is the last step:", bool(keras.ops.all(c == last)))
