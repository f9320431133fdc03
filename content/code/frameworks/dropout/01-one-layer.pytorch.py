import torch
from torch import nn

torch.manual_seed(0)
lstm = nn.LSTM(3, 4, num_layers=1, dropout=0.5)

x = torch.randn(10, 1, 3)
with torch.no_grad():
    trained = lstm.train()(x)[0]
    evaluated = lstm.eval()(x)[0]
print("train and eval agree:", torch.equal(trained, evaluated))
