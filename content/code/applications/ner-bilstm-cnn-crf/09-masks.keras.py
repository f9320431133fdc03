def mask_of(tensor):
    mask = getattr(tensor, "_keras_mask", None)
    return None if mask is None else ops.convert_to_numpy(mask)[0].astype(int).tolist()

ids = np.array([[5, 3, 0, 0]])            # two tokens, two steps of padding
# zh: 两个词元，两步填充
vector = layers.Embedding(9, 4, mask_zero=True)(ids)
conv = layers.Conv1D(4, 3, padding="same", name="conv")(vector)
print("Embedding  ", mask_of(vector))
print("Conv1D     ", mask_of(conv))
print("Concatenate", mask_of(layers.Concatenate()([vector, conv])))

# The trained weights, in a model whose LSTM is not told of the padding
# zh: 同样的权重，但不告诉 LSTM 哪些是填充
for language, coder in coders.items():
    unmasked = build(coder, masked=False)
    unmasked.set_weights(models[language].get_weights())
    sentences = data[language]["annotated"]
    words = [words for words, _ in sentences]
    for name, model in (("with mask   ", models[language]), ("without mask", unmasked)):
        print(language, name, f"F1 {score(sentences, tag(model, coder, words))[2]:.1%}")
