import keras
from keras import layers

def build(widths, outputs):
    model = keras.Sequential([keras.Input((W, 1))])
    for n, width in enumerate(widths):
        last = n == len(widths) - 1
        model.add(layers.LSTM(width, return_sequences=not last))
    model.add(layers.Dense(outputs))
    model.compile(keras.optimizers.Adam(0.01), loss="mse")
    return model

# What the model tells is the change from the last known value.
# zh: 模型输出的是相对于最后一个已知值的变化量。
def change(t):
    return targets(t, z) - z[t][:, None]

def fit(widths, seed, epochs=40):
    keras.utils.set_random_seed(seed)
    model = build(widths, H)
    stop = keras.callbacks.EarlyStopping(
        patience=8, restore_best_weights=True)
    model.fit(windows(train)[..., None], change(train),
              validation_data=(windows(val)[..., None], change(val)),
              epochs=epochs, batch_size=32, verbose=0, callbacks=[stop])
    return model

def direct(model, t):
    told = model.predict(windows(t)[..., None], verbose=0)
    return (z[t][:, None] + told) * sigma + mu

def recursive(model, t):
    path = windows(t)
    for _ in range(H):
        told = model.predict(path[:, -W:, None], verbose=0)[:, 0]
        path = np.c_[path, path[:, -1] + told]
    return path[:, W:] * sigma + mu

for name, widths in (("1 x 16", (16,)), ("2 x 10", (10, 10))):
    for seed in (1, 2, 3):
        model = fit(widths, seed)
        if seed == 1:
            print(name, model.count_params(), "parameters")
        report(f"direct, seed {seed}", direct(model, test))
        if seed == 3:
            report("  recursive", recursive(model, test))
