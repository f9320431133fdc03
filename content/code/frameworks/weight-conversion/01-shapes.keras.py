import keras
from keras import layers

model = keras.Sequential([
    keras.Input((None, 3)),
    layers.LSTM(4, return_sequences=True),
    layers.LSTM(4, return_sequences=True),
])

for layer in model.layers:
    for w in layer.weights:
        print(f"{layer.name:7} {w.name:17} {tuple(w.shape)}")
