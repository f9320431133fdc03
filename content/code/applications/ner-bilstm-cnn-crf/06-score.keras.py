def entities(tags):
    found, start = set(), None
    for t, tag in enumerate([*tags, "O"]):
        if start is not None and tag != f"I-{tags[start][2:]}":
            found.add((tags[start][2:], start, t)); start = None
        if tag[0] == "B": start = t
    return found
def predict(model, coder, sentences):
    inputs = coder.inputs(sentences)
    emissions = model.predict(inputs, verbose=0)
    path, _ = model.get_layer("crf").decode(emissions, inputs[0] > 0)
    return [[TAGS[k] for k in row[:len(w)]] for row, w in zip(ops.convert_to_numpy(path), sentences)]
def f1(sentences, predicted):
    right = given = true = 0
    for (w, tags), p in zip(sentences, predicted):
        a, b = entities(tags), entities(p)
        right += len(a & b); given += len(b); true += len(a)
    return 2*right/(given+true)
