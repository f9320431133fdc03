import inspect
import numpy as np
import torch
from torch import nn

def defaults(f, *names):
    given = inspect.signature(f).parameters
    print(f.__name__, *(f"{n}={given[n].default}" for n in names))

defaults(torch.optim.Adam, "lr", "betas", "eps", "weight_decay")
defaults(nn.MSELoss, "reduction")
lstm = nn.LSTM(8, 64)
print("batch_first", lstm.batch_first, "| dropout", lstm.dropout)
for name, w in lstm.named_parameters():
    print(f"{name:12} {str(tuple(w.shape)):10}",
          f"from {w.min():6.3f} to {w.max():.3f}")
