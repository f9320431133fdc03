below = layers.LSTM(16, return_sequences=True)
above = layers.LSTM(16)

true = above(below(short))
low = below(mask(padded))
print("the mask goes up    ", apart(above(low), true))
# A new array has no mask.
# zh: 新的数组不带掩码。
low = keras.ops.convert_to_numpy(low)
print("the mask is cut off ", apart(above(low), true))
