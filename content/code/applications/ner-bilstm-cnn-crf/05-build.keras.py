def flags(condition):
    return ops.cast(ops.expand_dims(condition, -1), "float32")

def build(coder, masked=True):
    words = keras.Input((None,), dtype="int32", name="words")
    inputs = [words]
    known = flags(ops.greater(words, 1))
    vector = layers.Embedding(len(coder.words) + 2, 50)(words) * known
    # Whole vectors get lost, so that letters and context have to do
    # zh: 整个向量被丢掉，迫使模型去用字母和上下文
    vector = layers.Dropout(0.5, noise_shape=(None, None, 1))(vector)
    conv = layers.Conv1D(30, 3, padding="same", activation="relu")
    if coder.language == "ner-en":
        # Three letters of the same word
        # zh: 同一个词里的三个字母
        letters = keras.Input((None, coder.longest), dtype="int32")
        inputs.append(letters)
        there = flags(ops.not_equal(letters, 0))
        x = layers.Embedding(len(coder.letters) + 2, 30)(letters) * there
        x = layers.TimeDistributed(conv)(x) * there
        x = layers.TimeDistributed(layers.GlobalMaxPooling1D())(x)
    else:
        # Three characters side by side
        # zh: 相邻的三个字
        x = conv(vector)
    x = layers.Concatenate()([vector, x])
    x = layers.Dropout(0.5)(x)
    lstm = layers.LSTM(48, return_sequences=True)
    real = ops.not_equal(words, 0) if masked else None
    x = layers.Bidirectional(lstm)(x, mask=real)
    x = layers.Dropout(0.5)(x)
    emissions = layers.Dense(len(TAGS))(x)
    return keras.Model(inputs, CRF(TAGS, name="crf")(emissions))
