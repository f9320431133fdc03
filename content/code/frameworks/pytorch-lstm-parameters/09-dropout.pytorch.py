torch.manual_seed(0)
x = torch.randn(7, 3, 10)

def differs(lstm):
    a, _ = lstm(x)
    b, _ = lstm(x)
    return not torch.equal(a, b)

two = nn.LSTM(10, 20, num_layers=2, dropout=0.5)
print("two layers, train():", differs(two))
print("two layers, eval(): ", differs(two.eval()))
print("one layer, train(): ", differs(lstm))
