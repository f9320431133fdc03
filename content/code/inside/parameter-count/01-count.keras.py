import math

import keras
from keras import layers

model = keras.Sequential([
    keras.Input((None, 10)),
    layers.LSTM(20, return_sequences=True),
    layers.LSTM(20),
])

for layer in model.layers:
    for w in layer.weights:
        print(f"{layer.name:7} {w.name:17} {str(w.shape):9}",
              math.prod(w.shape))

print(model.count_params())
