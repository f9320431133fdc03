# raises: RuntimeError
ids = keras.Input((None,), dtype="int32")
x = layers.Embedding(9, 8, mask_zero=True)(ids)
# Ends in Dense, which hands the mask on to the loss
# zh: 以 Dense 结尾，掩码就传到了损失函数
no_crf = keras.Model(ids, layers.Dense(len(TAGS))(x))
crf = CRF(TAGS)
crf.build((None, None, len(TAGS)))
no_crf.compile("adam", loss=crf.loss)
no_crf.train_on_batch(np.ones((3, 5)), np.zeros((3, 5)))
