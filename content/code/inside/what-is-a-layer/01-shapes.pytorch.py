import torch
from torch import nn

torch.manual_seed(0)
lstm = nn.LSTM(input_size=8, hidden_size=32, num_layers=2)

def show(name, value):
    print(f"{name:12} {tuple(value.shape)}")

show("weight_ih_l0", lstm.weight_ih_l0)  # layer 1: 4·32 rows, reads 8
# zh: 第 1 层：4·32 行，读 8 个数
show("weight_hh_l0", lstm.weight_hh_l0)  # and its own 32, one step back
# zh: 以及自己上一步的 32 个
show("weight_ih_l1", lstm.weight_ih_l1)  # layer 2 reads the 32 of layer 1
# zh: 第 2 层读第 1 层的 32 个
show("weight_hh_l1", lstm.weight_hh_l1)  # and its own 32
# zh: 以及自己的 32 个

x = torch.randn(50, 16, 8)               # (T, N, I)
output, (h_n, c_n) = lstm(x)
show("output", output)                   # h of layer 2, every step
# zh: 第 2 层的 h，每一步
show("h_n", h_n)                         # both layers, last step
# zh: 两层的 h，最后一步
show("c_n", c_n)                         # both layers, last step
# zh: 两层的 c，最后一步
print("output[-1] is h_n[-1]:", torch.equal(output[-1], h_n[-1]))

longer, _ = lstm(torch.randn(500, 16, 8))
show("longer", longer)                   # same weights, ten times T
# zh: 权重没变，T 是十倍
