def accuracy(sentences, given, padded):
    """Share of tokens with the right tag; all padding counts as right."""
    time = max(len(tags) for _, tags in sentences)
    right = total = 0
    for (_, tags), found in zip(sentences, given):
        padding = time - len(tags) if padded else 0
        right += sum(a == b for a, b in zip(tags, found)) + padding
        total += len(tags) + padding
    return right / total

for language, coder in coders.items():
    sentences = data[language]["annotated"]
    words = [words for words, _ in sentences]
    for name, given in (
            ("only O", [["O"] * len(w) for w in words]),
            ("tagger", tag(models[language], coder, words))):
        print(f"{language} {name}:",
              f"accuracy {accuracy(sentences, given, False):.1%},",
              f"with padding {accuracy(sentences, given, True):.1%},",
              f"F1 {score(sentences, given)[2]:.1%}")
