# raises: ValueError
x = layers.Embedding(9, 8, mask_zero=True)(ids)
# return_sequences is missing
# zh: 少了 return_sequences=True
x = layers.Bidirectional(layers.LSTM(48))(x)
layers.TimeDistributed(layers.Dense(len(TAGS)))(x)
