import torch
from torch import nn

one = nn.LSTM(input_size=2, hidden_size=32, num_layers=1)
two = nn.LSTM(input_size=2, hidden_size=32, num_layers=2)

def size(model):
    return sum(p.numel() for p in model.parameters())

print(size(one), size(two))

x = torch.randn(50, 8, 2)         # (time, batch, input)
# zh: （时间, 批量, 输入）
output, (h_n, c_n) = two(x)
print(tuple(output.shape))        # top layer, every step
# zh: 最上层，每一步
print(tuple(h_n.shape), tuple(c_n.shape))  # every layer, last step
# zh: 每一层，最后一步
print(tuple(two.weight_ih_l1.shape))       # layer 2 reads 32 numbers, not 2
# zh: 第 2 层读入 32 个数，不是 2 个
