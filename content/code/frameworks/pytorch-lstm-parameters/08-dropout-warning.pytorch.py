lstm = nn.LSTM(10, 20, num_layers=1, dropout=0.5)
