def counted(num_layers, T=200, B=200):
    torch.manual_seed(0)
    lstm = nn.LSTM(8, 8, num_layers=num_layers, dropout=0.5)
    for layer in range(num_layers):
        see_through(lstm, layer)
    with torch.no_grad():
        h, _ = lstm(torch.ones(T, B, 8))
    dropped = (h == 0).float()
    same = (dropped[1:] == dropped[:-1]).float().mean()
    print(f"{num_layers} layers: dropped {dropped.mean():.3f},",
          f"as in the step before {same:.3f}")

counted(2)
counted(3)
