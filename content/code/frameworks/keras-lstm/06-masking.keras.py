keras.utils.set_random_seed(0)
mask, lstm = layers.Masking(0.0), layers.LSTM(16)

short = np.random.randn(1, 5, 3).astype("float32")
padded = np.pad(short, [(0, 0), (0, 15), (0, 0)])

def apart(a, b):
    a, b = map(keras.ops.convert_to_numpy, (a, b))
    return f"{abs(a - b).max():.3f}"

print("without Masking", apart(lstm(padded), lstm(short)))
print("with Masking   ", apart(lstm(mask(padded)), lstm(short)))
