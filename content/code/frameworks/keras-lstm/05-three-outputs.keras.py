# raises: ValueError
keras.Sequential([
    keras.Input((20, 3)),
    layers.LSTM(16, return_state=True, name="lstm"),
    layers.Dense(1, name="dense"),
])
