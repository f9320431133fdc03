import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(0)
lstm = layers.LSTM(4, dropout=0.5)   # one layer is enough
# zh: 单层就有效

x = np.random.randn(1, 10, 3).astype("float32")
trained, evaluated = (
    keras.ops.convert_to_numpy(lstm(x, training=training))
    for training in (True, False))
print("train and eval agree:", np.array_equal(trained, evaluated))
