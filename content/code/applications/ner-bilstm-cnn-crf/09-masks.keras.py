def mask_of(tensor):
    mask = getattr(tensor, "_keras_mask", None)
    return mask if mask is None else ops.convert_to_numpy(mask)[0] * 1

# Two tokens, two steps of padding
# zh: 两个词元，两步填充
ids = np.array([[5, 3, 0, 0]])
vector = layers.Embedding(9, 4, mask_zero=True)(ids)
conv = layers.Conv1D(4, 3, padding="same", name="conv")(vector)
print("Embedding  ", mask_of(vector))
print("Conv1D     ", mask_of(conv))
print("Concatenate", mask_of(layers.Concatenate()([vector, conv])))

# Does a sentence get the same tags alone as among longer ones? The
# trained weights, also in a model whose LSTM is not told of padding
# zh: 一个句子单独标注，与同更长的句子一起标注，结果一样吗？
# zh: 用同样的权重，再试一个不告诉 LSTM 哪些是填充的模型
for language, coder in coders.items():
    masked, unmasked = models[language], build(coder, masked=False)
    unmasked.set_weights(masked.get_weights())
    words = [words for words, _ in data[language]["annotated"][:60]]
    for name, model in (("with", masked), ("without", unmasked)):
        alone = [tag(model, coder, [one])[0] for one in words]
        together = tag(model, coder, words)
        changed = sum(a != b for a, b in zip(alone, together))
        print(f"{language} {name} mask: {changed} of 60 tagged otherwise")
