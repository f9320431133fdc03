def batch(seed, B=32, T=20):
    # The adding problem: the sum of the two marked values.
    # zh: 加法任务：两个被标记的数之和。
    rng = np.random.default_rng(seed)
    x = np.zeros((B, T, 2), "float32")
    x[..., 0] = rng.random((B, T))
    for row in x:
        row[rng.choice(T, 2, replace=False), 1] = 1
    return x, (x[..., :1] * x[..., 1:]).sum(1)

def build(H=16):
    return keras.Sequential([
        keras.Input((20, 2)),
        layers.LSTM(H, return_sequences=True),
        layers.LSTM(H),
        layers.Dense(1),
    ])

def train(model, adam, steps=20):
    model.compile(adam, "mse")
    return [float(model.train_on_batch(*batch(step)))
            for step in range(steps)]

def show(losses):
    for at in range(0, 20, 5):
        print(" ".join(f"{loss:.5f}" for loss in losses[at:at + 5]))

keras.utils.set_random_seed(0)
show(train(build(), keras.optimizers.Adam(0.01)))
