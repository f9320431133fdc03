keras.utils.set_random_seed(0)
mask, lstm = layers.Masking(0.0), layers.LSTM(16)

short = np.random.randn(1, 5, 3).astype("float32")
padded = np.concatenate([short, np.zeros((1, 15, 3), "float32")], axis=1)

def apart(a, b):
    a, b = map(keras.ops.convert_to_numpy, (a, b))
    return f"{abs(a - b).max():.3f}"

print("without Masking", apart(lstm(padded), lstm(short)))
print("with Masking   ", apart(lstm(mask(padded)), lstm(short)))
