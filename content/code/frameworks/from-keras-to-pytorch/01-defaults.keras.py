import inspect
import keras
import numpy as np
from keras import layers

def defaults(f, *names):
    given = inspect.signature(f).parameters
    print(f.__name__, *(f"{n}={given[n].default}" for n in names))

defaults(keras.optimizers.Adam, "learning_rate", "beta_1", "beta_2",
         "epsilon")
defaults(keras.losses.MeanSquaredError, "reduction")
defaults(layers.LSTM, "activation", "recurrent_activation",
         "return_sequences")
defaults(layers.LSTM, "kernel_initializer", "recurrent_initializer",
         "unit_forget_bias")
keras.utils.set_random_seed(0)
lstm = layers.LSTM(64)
lstm.build((None, None, 8))
for w in lstm.weights:
    a = keras.ops.convert_to_numpy(w)
    print(f"{w.name:16} {str(a.shape):10}",
          f"from {a.min():6.3f} to {a.max():.3f}")
