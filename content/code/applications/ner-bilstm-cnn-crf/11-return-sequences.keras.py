# raises: ValueError
x = layers.Embedding(9, 8, mask_zero=True)(ids)
x = layers.Bidirectional(layers.LSTM(48))(x)                 # return_sequences is missing
# zh: 少了 return_sequences=True
layers.TimeDistributed(layers.Dense(len(TAGS)))(x)
