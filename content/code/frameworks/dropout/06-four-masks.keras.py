keras.utils.set_random_seed(1)
one = layers.LSTM(24, dropout=0.5).cell
four = layers.LSTM(24, dropout=0.5, recurrent_dropout=0.5).cell
ones = keras.ops.ones((1, 24))

print("dropout alone:", tuple(one.get_dropout_mask(ones).shape))
masks = four.get_recurrent_dropout_mask(ones)
for gate, mask in zip("ifco", masks):
    print(gate, end=" ")
    picture(mask[None])
print("masks of the inputs:", len(four.get_dropout_mask(ones)))
