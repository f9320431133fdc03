# raises: ValueError
keras.Sequential([
    keras.Input((5, 1)),
    layers.LSTM(3, stateful=True),
])
