import torch
from torch import nn

torch.manual_seed(0)
lstm = nn.LSTM(input_size=3, hidden_size=4, num_layers=2,
               batch_first=True)

for name, w in lstm.state_dict().items():
    print(f"{name:13} {tuple(w.shape)}")
