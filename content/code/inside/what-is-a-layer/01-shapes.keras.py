import keras
import numpy as np
from keras import layers

net = keras.Sequential([
    keras.Input((None, 8)),                  # any length, 8 inputs
    # zh: 长度不限，8 个输入
    layers.LSTM(32, return_sequences=True),  # layer 1
    # zh: 第 1 层
    layers.LSTM(32, return_sequences=True),  # layer 2
    # zh: 第 2 层
])

for layer in net.layers:
    print(layer.name, [w.shape for w in layer.weights], layer.count_params())
print(net.count_params())

print(tuple(net(np.zeros((16, 50, 8))).shape))
print(tuple(net(np.zeros((16, 500, 8))).shape))  # same weights, ten times T
# zh: 权重没变，T 是十倍
