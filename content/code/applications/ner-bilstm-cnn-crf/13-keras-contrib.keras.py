# raises: AttributeError
mask = np.ones((1, 4), "bool")
keras.backend.any(mask, axis=1)           # as in keras_contrib/layers/crf.py
# zh: keras_contrib/layers/crf.py 里的写法
