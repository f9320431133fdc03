keras.utils.set_random_seed(0)
model = keras.Sequential([
    keras.Input(batch_shape=(4, 5, 1)),
    layers.LSTM(3, stateful=True, use_cudnn=False),
])
x = np.ones((4, 5, 1), "float32")
show = lambda: print(model.predict(x, verbose=0)[0].round(3))
show()
show()  # same input, other output: it goes on
# zh: 输入相同，输出不同：状态接着往下走
model.layers[0].reset_state()
show()
