import torch   # Keras runs on PyTorch here: both in one program
# zh: 这里的 Keras 以 PyTorch 为后端，两者可以放在一个程序里

H, I, T, LAG, SEEDS = 32, 32, 120, 40, 5

def gradient(stack, seed):
    rng = np.random.default_rng(seed)
    x = torch.tensor(rng.normal(size=(1, T, I)), requires_grad=True)
    direction = torch.tensor(rng.normal(size=H))
    output = x
    for layer in stack:
        output = layer(output)
    (output[0, -1] @ direction).backward()
    return x.grad[0, -1 - LAG].norm().item()

def keras_stack(depth, seed):
    keras.utils.set_random_seed(seed)
    return [layers.LSTM(H, return_sequences=True, dtype="float64")
            for _ in range(depth)]

for depth in (1, 2, 4):
    median = np.median([
        gradient(keras_stack(depth, s), s) for s in range(SEEDS)])
    print(f"{depth} layers: {median:.1e}")
