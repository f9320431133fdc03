# raises: RuntimeError
ids = keras.Input((None,), dtype="int32")
x = layers.Embedding(9, 8, mask_zero=True)(ids)
no_crf = keras.Model(ids, layers.Dense(len(TAGS))(x))        # hands its mask to the loss
# zh: 把掩码交给了损失函数
crf = CRF(TAGS)
crf.build((None, None, len(TAGS)))
no_crf.compile("adam", loss=crf.loss)
no_crf.train_on_batch(np.ones((3, 5), "int32"), np.zeros((3, 5), "int32"))
