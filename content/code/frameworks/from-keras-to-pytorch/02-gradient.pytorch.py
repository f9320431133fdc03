H, I, T, LAG, SEEDS = 32, 32, 120, 40, 5

def gradient(lstm, seed):
    # Length of the gradient of a random direction of the last output
    # with respect to the input LAG steps earlier.
    # zh: 最后一步输出的一个随机方向，对 LAG 步之前的输入求梯度，取其长度。
    rng = np.random.default_rng(seed)
    x = torch.tensor(rng.normal(size=(T, 1, I)), requires_grad=True)
    direction = torch.tensor(rng.normal(size=H))
    output, _ = lstm.double()(x)
    (output[-1, 0] @ direction).backward()
    return x.grad[-1 - LAG].norm().item()

def pytorch_stack(layers, seed):
    torch.manual_seed(seed)
    return nn.LSTM(I, H, layers)

for layers in (1, 2, 4):
    median = np.median([gradient(pytorch_stack(layers, s), s) for s in range(SEEDS)])
    print(f"{layers} layers: {median:.1e}")
