# A random sequence of +1 and -1; the target is the value 2 steps
# ago. In windows of 4, half of the answers lie in the one before.
# zh: 由 +1 和 -1 组成的随机序列，目标是两步之前的值。
# zh: 每个窗口 4 步，有一半的答案在前一个窗口里。
lanes, windows, steps, lag = 32, 25, 4, 2
rng = np.random.default_rng(0)
s = rng.choice(np.float32([-1, 1]), (lanes, windows * steps))
t = np.roll(s, lag, axis=1)
# Row i of each batch continues row i of the batch before.
# zh: 每个批次的第 i 行接着上一批次的第 i 行。
x, y = (np.concatenate(np.split(a, windows, axis=1))[..., None]
        for a in (s, t))

def train(stateful, shuffle):
    keras.utils.set_random_seed(0)
    model = keras.Sequential([
        keras.Input(batch_shape=(lanes, steps, 1)),
        layers.LSTM(16, return_sequences=True, stateful=stateful,
                    use_cudnn=False),
        layers.Dense(1),
    ])
    model.compile(keras.optimizers.Adam(0.01), "mse")
    for epoch in range(15):
        if stateful:
            model.layers[0].reset_state()
        run = model.fit(
            x, y, batch_size=lanes, shuffle=shuffle, verbose=0)
    return run.history["loss"][-1]

print(f"stateless                {train(False, False):.2f}")
print(f"stateful, shuffle=True   {train(True, True):.2f}")
print(f"stateful, shuffle=False  {train(True, False):.2f}")
