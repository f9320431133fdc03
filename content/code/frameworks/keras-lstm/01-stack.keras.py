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
    print(f"{layer.name:7} {str(layer.output.shape):15} {layer.count_params():5}")
