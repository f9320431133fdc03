def entities(tags):
    """(type, first token, token behind the last) of each entity."""
    found, start = set(), None
    for t, tag in enumerate([*tags, "O"]):
        if start is not None and tag != f"I-{tags[start][2:]}":
            found.add((tags[start][2:], start, t))
            start = None
        if tag.startswith("B-"):
            start = t
    return found

def tag(model, coder, sentences):
    inputs = coder.inputs(sentences)
    emissions = model.predict(inputs, verbose=0)
    path, _ = model.get_layer("crf").decode(emissions, inputs[0] > 0)
    return [[TAGS[k] for k in row[:len(words)]] for row, words
            in zip(ops.convert_to_numpy(path), sentences)]

def score(sentences, given):
    """An entity is right when type, first and last token are."""
    pairs = [(entities(tags), entities(found))
             for (_, tags), found in zip(sentences, given)]
    right = sum(len(true & found) for true, found in pairs)
    precision = right / max(1, sum(len(found) for _, found in pairs))
    recall = right / sum(len(true) for true, _ in pairs)
    both = max(1e-9, precision + recall)
    return precision, recall, 2 * precision * recall / both

print("                     precision  recall     F1")
for language, coder in coders.items():
    for part in ("known names", "new names", "annotated"):
        sentences = data[language][part]
        given = tag(models[language], coder, [w for w, _ in sentences])
        print(language, f"{part:<12}",
              *(f"{x:8.1%}" for x in score(sentences, given)))
    names = {tuple(tokens(name, language)) for _, part, name
             in rows(f"{language}/names.txt") if part == "train"}
    right, total = {}, {}
    for (words, tags), found in zip(sentences, given):
        for entity in entities(tags):
            text = tuple(words[slice(*entity[1:])])
            group = "a training name" if text in names else "no training name"
            total[group] = total.get(group, 0) + 1
            hit = entity in entities(found)
            right[group] = right.get(group, 0) + hit
    for group in sorted(total):
        print(f"  annotated, {group}:",
              f"{right[group]} of {total[group]} found")
