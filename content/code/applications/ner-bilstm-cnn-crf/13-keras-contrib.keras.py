# raises: AttributeError
# As in keras_contrib/layers/crf.py
# zh: keras_contrib/layers/crf.py 里的写法
keras.backend.any(np.ones((1, 4), "bool"), axis=1)
