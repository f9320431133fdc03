import warnings

import torch
from torch import nn

# A note of PyTorch on speed, not on shapes.
# zh: PyTorch 关于速度的提示，与形状无关。
warnings.filterwarnings("ignore", "LSTM with projections")
torch.manual_seed(0)
T, N, I, H, L = 5, 3, 6, 8, 2

def show(name, x, **options):
    output, (h_n, c_n) = nn.LSTM(I, H, L, **options)(x)
    tuples = [str(tuple(t.shape)) for t in (output, h_n, c_n)]
    print(f"{name:20}", *(f"{text:11}" for text in tuples))

print(f"{'':20}", "output      h_n         c_n")
show("default", torch.randn(T, N, I))
show("batch_first", torch.randn(N, T, I), batch_first=True)
show("bidirectional", torch.randn(T, N, I), bidirectional=True)
show("proj_size=3", torch.randn(T, N, I), proj_size=3)
show("bidirectional, proj", torch.randn(T, N, I), proj_size=3,
     bidirectional=True)
show("one sequence", torch.randn(T, I))
show("one, batch_first", torch.randn(T, I), batch_first=True)
