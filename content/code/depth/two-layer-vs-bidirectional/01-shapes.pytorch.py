import torch
from torch import nn

torch.manual_seed(0)
two = nn.LSTM(input_size=8, hidden_size=64, num_layers=2)
bi = nn.LSTM(input_size=8, hidden_size=64, bidirectional=True)

def size(model):
    return sum(p.numel() for p in model.parameters())

print(size(two), size(bi))

x = torch.randn(50, 4, 8)  # (time, batch, input)
# zh: （时间, 批量, 输入）
y_two, (h_two, _) = two(x)
y_bi, (h_bi, _) = bi(x)
print(tuple(y_two.shape), tuple(y_bi.shape))
print(tuple(h_two.shape), tuple(h_bi.shape))  # the same shape …
# zh: 形状相同……

# … with another meaning. h_two: layer 1, layer 2, both at the last step.
# zh: ……含义不同。h_two：第 1 层、第 2 层，都在最后一步。
print(torch.equal(h_two[1], y_two[-1]))
# h_bi: one has read forward to the last step, the other backward to the first.
# zh: h_bi：一个正着读到了最后一步，另一个倒着读到了第一步。
print(torch.equal(h_bi[0], y_bi[-1, :, :64]),
      torch.equal(h_bi[1], y_bi[0, :, 64:]))
