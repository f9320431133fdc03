# raises: ValueError
layer = layers.LSTM(3, stateful=True, use_cudnn=False)
layer(np.ones((4, 5, 1), "float32"))
layer(np.ones((1, 5, 1), "float32"))   # the last, smaller batch
# zh: 最后那个不满的批次
