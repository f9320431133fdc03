def build(coder, masked=True):
    words = keras.Input((None,), dtype="int32", name="words")
    inputs = [words]
    real = ops.not_equal(words, 0)
    known = ops.cast(ops.expand_dims(ops.greater(words, 1), -1), "float32")
    vector = layers.Embedding(len(coder.words) + 2, 50)(words) * known
    # Whole vectors get lost, so that letters and context have to do
    # zh: 整个向量被丢掉，迫使模型去用字母和上下文
    vector = layers.Dropout(0.3, noise_shape=(None, None, 1))(vector)
    conv = layers.Conv1D(30, 3, padding="same", activation="relu")
    if coder.language == "ner-en":            # three letters of the same word
        # zh: 同一个词里的三个字母
        letters = keras.Input((None, coder.longest), dtype="int32", name="letters")
        inputs.append(letters)
        there = ops.cast(ops.expand_dims(ops.not_equal(letters, 0), -1), "float32")
        x = layers.Embedding(len(coder.letters) + 2, 30)(letters) * there
        x = layers.TimeDistributed(conv)(x) * there
        x = layers.TimeDistributed(layers.GlobalMaxPooling1D())(x)
    else:                                     # three characters side by side
        # zh: 相邻的三个字
        x = conv(vector)
    x = layers.Concatenate()([vector, x])
    x = layers.Dropout(0.3)(x)
    x = layers.Bidirectional(layers.LSTM(48, return_sequences=True))(
        x, mask=real if masked else None)
    x = layers.Dropout(0.3)(x)
    emissions = CRF(TAGS, name="crf")(layers.Dense(len(TAGS))(x))
    return keras.Model(inputs, emissions)
