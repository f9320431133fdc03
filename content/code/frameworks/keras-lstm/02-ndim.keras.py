# raises: ValueError
keras.Sequential([
    keras.Input((20, 3)),
    layers.LSTM(16),  # hands up (batch, 16), without a time axis
    # zh: 交上去的是 (batch, 16)，没有时间轴
    layers.LSTM(16),  # wants (batch, steps, features)
    # zh: 要的是 (batch, steps, features)
])
