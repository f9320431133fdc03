import keras
from keras import layers

two = keras.Sequential([
    keras.Input((50, 2)),                    # 50 steps of 2 numbers
    # zh: 50 步，每步 2 个数
    layers.LSTM(32, return_sequences=True),  # every step
    # zh: 每一步
    layers.LSTM(32),                         # last step
    # zh: 最后一步
    layers.Dense(1),
])

for layer in two.layers:
    print(f"{layer.name:7} {str(layer.output.shape):15} {layer.count_params()}")
print(two.count_params())
