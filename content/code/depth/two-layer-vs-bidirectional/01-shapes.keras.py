import keras
from keras import layers

two = keras.Sequential([
    keras.Input((50, 8)),
    layers.LSTM(64, return_sequences=True),
    layers.LSTM(64, return_sequences=True),
])
bi = keras.Sequential([
    keras.Input((50, 8)),
    layers.Bidirectional(layers.LSTM(64, return_sequences=True)),
])

print(two.output_shape, bi.output_shape)
print(two.count_params(), bi.count_params())
