import keras
import numpy as np
from keras import layers

model = keras.Sequential([
    keras.Input((20, 3)),                    # (steps, features)
    layers.LSTM(16, return_sequences=True),  # (batch, 20, 16)
    layers.LSTM(16),                         # (batch, 16)
    layers.Dense(1),                         # (batch, 1)
])
for layer in model.layers:
    shape, size = layer.output.shape, layer.count_params()
    print(f"{layer.name:7} {str(shape):15} {size:5}")
