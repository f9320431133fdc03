import keras
import numpy as np
from keras import layers

lstm = layers.LSTM(1, return_sequences=True, return_state=True)
x = np.array([0, 0, 1, 0, 0], "float32").reshape(1, 5, 1)
lstm.build(x.shape)             # (batch, steps, inputs)
# zh: （批量, 时间步, 输入）
lstm.set_weights([
    np.array([[8, 0, 2, 0]], "float32"),  # i, f, c (our g), o
    # zh: i, f, c（本文的 g）, o
    np.zeros((1, 4), "float32"),          # from h, one step back
    # zh: 来自上一步的 h
    np.array([-4, 5, 0, 2], "float32"),   # one bias
    # zh: 只有一个偏置
])

sequence, h, c = map(keras.ops.convert_to_numpy, lstm(x))
print(sequence[0, :, 0].round(4))      # h at every step
# zh: 每一步的 h
print(h[0, 0].round(4), c[0, 0].round(4))  # last step
# zh: 最后一步
