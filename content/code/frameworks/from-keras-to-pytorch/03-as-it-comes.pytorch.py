def batch(seed, B=32, T=20):
    # The adding problem: the sum of the two marked values.
    # zh: 加法任务：两个被标记的数之和。
    rng = np.random.default_rng(seed)
    x = np.zeros((B, T, 2), "float32")
    x[..., 0] = rng.random((B, T))
    for row in x:
        row[rng.choice(T, 2, replace=False), 1] = 1
    return x, (x[..., :1] * x[..., 1:]).sum(1)

class Model(nn.Module):
    def __init__(self, H=16):
        super().__init__()
        self.lstm = nn.LSTM(2, H, num_layers=2, batch_first=True)
        self.head = nn.Linear(H, 1)

    def forward(self, x):
        output, _ = self.lstm(x)
        return self.head(output[:, -1])

def train(model, lr=0.01, eps=lambda t: 1e-8):
    adam = torch.optim.Adam(model.parameters(), lr)
    losses = []
    for step in range(20):
        adam.param_groups[0]["eps"] = eps(step + 1)
        x, y = map(torch.from_numpy, batch(step))
        loss = nn.functional.mse_loss(model(x), y)
        adam.zero_grad()
        loss.backward()
        adam.step()
        losses.append(loss.item())
    return losses

def show(losses):
    for at in range(0, 20, 5):
        print(" ".join(f"{loss:.5f}" for loss in losses[at:at + 5]))

torch.manual_seed(0)
show(train(Model()))
