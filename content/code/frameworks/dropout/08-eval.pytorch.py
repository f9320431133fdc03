torch.manual_seed(0)
lstm = nn.LSTM(3, 4, num_layers=2, dropout=0.5)
x = torch.randn(10, 1, 3)
last = lambda: lstm(x)[0][-1, 0].detach().numpy().round(3)

print("train", last(), last())
lstm.eval()
print("eval ", last(), last())
