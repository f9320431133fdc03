H, I, T, LAG, SEEDS = 32, 32, 120, 40, 5

def gradient(lstm, seed):
    # Length of the gradient of a random direction of the last
    # output with respect to the input LAG steps earlier.
    # zh: 最后一步输出的一个随机方向，对 LAG 步之前的输入求梯度，取其长度。
    rng = np.random.default_rng(seed)
    x = torch.tensor(rng.normal(size=(T, 1, I)), requires_grad=True)
    direction = torch.tensor(rng.normal(size=H))
    output, _ = lstm.double()(x)
    (output[-1, 0] @ direction).backward()
    return x.grad[-1 - LAG].norm().item()

def pytorch_stack(layers, seed, forget_bias=False):
    torch.manual_seed(seed)
    lstm = nn.LSTM(I, H, layers)
    if forget_bias:
        with torch.no_grad():
            for layer in range(layers):
                getattr(lstm, f"bias_ih_l{layer}")[H:2 * H] = 1
                getattr(lstm, f"bias_hh_l{layer}")[H:2 * H] = 0
    return lstm

print("          as it comes  forget bias 1")
for layers in (1, 2, 4):
    medians = [
        np.median([gradient(pytorch_stack(layers, s, bias), s)
                   for s in range(SEEDS)])
        for bias in (False, True)
    ]
    print(f"{layers} layers: {medians[0]:11.1e} {medians[1]:14.1e}")
