both = nn.LSTM(10, 20, num_layers=2, bidirectional=True)
output, (h_n, c_n) = both(torch.randn(7, 3, 10))
print(tuple(output.shape), tuple(h_n.shape), tuple(c_n.shape))
for name, p in both.named_parameters():
    if "weight_ih" in name:
        print(f"{name:20} {tuple(p.shape)}")
