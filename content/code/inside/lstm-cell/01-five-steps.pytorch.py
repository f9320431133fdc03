import torch
from torch import nn

cell = nn.LSTMCell(input_size=1, hidden_size=1)
with torch.no_grad():
    cell.weight_ih[:] = torch.tensor([[8.], [0.], [2.], [0.]])
    cell.bias_ih[:] = torch.tensor([-4., 5., 0., 2.])
    cell.weight_hh.zero_()      # rows in the order i, f, g, o
    # zh: 各行的顺序是 i, f, g, o
    cell.bias_hh.zero_()        # a second bias; it is added
    # zh: 第二个偏置，两者相加

h = c = torch.zeros(1, 1)       # (batch, units), before step 1
# zh: （批量, 单元），第 1 步之前
for x in [0., 0., 1., 0., 0.]:
    h, c = cell(torch.tensor([[x]]), (h, c))
    print(f"x = {x:.0f}   h = {h.item():.4f}   c = {c.item():.4f}")
