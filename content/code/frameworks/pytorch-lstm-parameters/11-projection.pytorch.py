short = nn.LSTM(10, 20, proj_size=5)
output, (h_n, c_n) = short(torch.randn(7, 3, 10))
print(tuple(output.shape), tuple(h_n.shape), tuple(c_n.shape))
for name, p in short.named_parameters():
    print(f"{name:12} {str(tuple(p.shape)):8} {p.numel():5}")
