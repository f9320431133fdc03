class SameMask(nn.Module):
    # One mask for all time steps, as in Keras' LSTM(dropout=p).
    # zh: 所有时间步共用一个掩码，和 Keras 的 LSTM(dropout=p) 一样。
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):   # (steps, batch, features)
        if not self.training:
            return x
        keep = torch.rand_like(x[:1]) >= self.p
        return x * keep / (1 - self.p)

torch.manual_seed(1)
picture(SameMask(0.5)(torch.ones(6, 1, 24)))
