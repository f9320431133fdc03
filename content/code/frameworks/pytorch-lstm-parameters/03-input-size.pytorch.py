# raises: RuntimeError
lstm = nn.LSTM(input_size=10, hidden_size=20)
lstm(torch.randn(7, 3, 8))  # 8 numbers a step, not 10
