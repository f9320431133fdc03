# Random walks: the best forecast is the last value.
# zh: 随机游走：最好的预测就是上一个值。
cut, back = 670, 12

def windows(z):
    rows = [z[i:i + back] for i in range(len(z) - back)]
    return np.stack(rows)[..., None], z[back:, None]

def rmse(series, fitted_on):
    keras.utils.set_random_seed(0)
    low, size = fitted_on.min(), np.ptp(fitted_on)
    x, y = windows((series - low) / size)
    n = cut - back
    model = keras.Sequential([
        keras.Input((back, 1)), layers.LSTM(16), layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.01), "mse")
    model.fit(x[:n], y[:n], epochs=12, batch_size=64, verbose=0)
    error = (model.predict(x[n:], verbose=0) - y[n:]) * size
    return np.sqrt((error ** 2).mean())

print("      outside  scaled by  by training")
print("walk    range        all         part  persistence")
for seed in range(8):
    walk = np.random.default_rng(seed).normal(size=1000).cumsum()
    past, test = walk[:cut], walk[cut:]
    outside = np.mean((test < past.min()) | (test > past.max()))
    still = np.sqrt((np.diff(walk)[cut - 1:] ** 2).mean())
    print(f"{seed:4} {outside:8.0%} {rmse(walk, walk):10.2f}",
          f"{rmse(walk, past):12.2f} {still:12.2f}")
