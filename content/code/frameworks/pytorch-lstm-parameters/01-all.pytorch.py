import torch
from torch import nn

torch.manual_seed(0)
lstm = nn.LSTM(
    input_size=10,  # numbers a time step
    # zh: 每个时间步有几个数
    hidden_size=20,  # units a layer and direction
    # zh: 每层每个方向有几个单元
    num_layers=2,
    bias=True,
    batch_first=False,
    dropout=0.0,
    bidirectional=False,
    proj_size=0,
)
output, (h_n, c_n) = lstm(torch.randn(7, 3, 10))  # (T, N, I)
print(tuple(output.shape), tuple(h_n.shape), tuple(c_n.shape))

for name, p in lstm.named_parameters():
    print(f"{name:12} {str(tuple(p.shape)):8} {p.numel():5}")
