import torch
from torch import nn

class Stack(nn.Module):
    def __init__(self, size, layers, residual):
        super().__init__()
        self.layers = nn.ModuleList(
            nn.LSTM(size, size, batch_first=True) for _ in range(layers))
        self.residual = residual

    def forward(self, x):                   # (batch, time, size)
        # zh: （批量, 时间, 宽度）
        for number, lstm in enumerate(self.layers):
            y, _ = lstm(x)
            x = x + y if self.residual and number > 0 else y
        return x

def first_gradient(layers, residual):
    torch.manual_seed(0)
    model = Stack(24, layers, residual)
    model(torch.randn(16, 48, 24)).square().mean().backward()
    return model.layers[0].weight_ih_l0.grad.norm().item()

print(f"1 layer              {first_gradient(1, residual=False):.2g}")
print(f"8 layers             {first_gradient(8, residual=False):.2g}")
print(f"8 layers, residual   {first_gradient(8, residual=True):.2g}")
