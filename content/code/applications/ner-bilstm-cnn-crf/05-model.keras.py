def build(coder):
    words = keras.Input((None,), dtype="int32", name="words")
    inputs = [words]
    real = ops.not_equal(words, 0)
    known = ops.cast(ops.expand_dims(ops.greater(words, 1), -1), "float32")
    vector = layers.Embedding(len(coder.words) + 2, 50)(words) * known
    # Loses whole vectors: letters and context must do without the word
    vector = layers.Dropout(0.3, noise_shape=(None, None, 1))(vector)
    conv = layers.Conv1D(30, 3, padding="same", activation="relu")
    if coder.language == "ner-en":            # window over the letters of each word
        letters = keras.Input((None, coder.longest), dtype="int32", name="letters")
        inputs.append(letters)
        there = ops.cast(ops.expand_dims(ops.not_equal(letters, 0), -1), "float32")
        x = layers.Embedding(len(coder.letters) + 2, 30)(letters) * there
        x = layers.TimeDistributed(conv)(x) * there
        x = layers.TimeDistributed(layers.GlobalMaxPooling1D())(x)
    else:                                     # window over neighbouring characters
        x = conv(vector)
    x = layers.Concatenate()([vector, x])
    x = layers.Dropout(0.3)(x)
    x = layers.Bidirectional(layers.LSTM(48, return_sequences=True))(x, mask=real)
    x = layers.Dropout(0.3)(x)
    emissions = CRF(TAGS, name="crf")(layers.Dense(len(TAGS))(x))
    return keras.Model(inputs, emissions)

def fit(coder, sentences, epochs, batch=32, rate=0.01):
    keras.utils.set_random_seed(1)
    model = build(coder)
    steps = epochs * -(-len(sentences) // batch)
    model.compile(keras.optimizers.Adam(
        keras.optimizers.schedules.PolynomialDecay(rate, steps, rate / 100), clipnorm=1.0),
        loss=model.get_layer("crf").loss)
    words, tags = zip(*sentences)
    model.fit(coder.inputs(words), coder.labels(tags), batch_size=batch, epochs=epochs, verbose=2)
    return model
