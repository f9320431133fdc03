# raises: ValueError
nn.LSTM(10, 20, proj_size=20)
