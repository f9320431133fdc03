from torch import nn

lstm = nn.LSTM(input_size=10, hidden_size=20, num_layers=2)

for name, p in lstm.named_parameters():
    print(f"{name:13} {str(tuple(p.shape)):9} {p.numel():5}")

def size(**options):
    lstm = nn.LSTM(10, 20, 2, **options)
    return sum(p.numel() for p in lstm.parameters())

print(size(), size(bias=False), size(bidirectional=True),
      size(proj_size=5))
