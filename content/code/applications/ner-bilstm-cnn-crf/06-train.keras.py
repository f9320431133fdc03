def fit(coder, sentences, epochs=3, batch=32):
    keras.utils.set_random_seed(1)
    model = build(coder)
    steps = epochs * -(-len(sentences) // batch)
    rate = keras.optimizers.schedules.PolynomialDecay(0.01, steps, 1e-4)
    model.compile(keras.optimizers.Adam(rate, clipnorm=1.0),
                  loss=model.get_layer("crf").loss)
    words, tags = zip(*sentences)
    model.fit(coder.inputs(words), coder.labels(tags),
              batch_size=batch, epochs=epochs, verbose=0)
    return model

models = {}
for language, coder in coders.items():
    models[language] = fit(coder, data[language]["train"])
    print(language, models[language].count_params(), "parameters")
