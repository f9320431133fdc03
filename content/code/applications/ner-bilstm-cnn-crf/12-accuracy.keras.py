for language, coder in coders.items():
    sentences = data[language]["annotated"]
    real = [tag for _, tags in sentences for tag in tags]
    steps = len(sentences) * max(len(tags) for _, tags in sentences)
    only_o = [["O"] * len(tags) for _, tags in sentences]
    given = tag(models[language], coder, [words for words, _ in sentences])
    right = sum(a == b for a, b in zip(real, sum(given, [])))
    print(f"{language}: only O   accuracy {real.count('O') / len(real):.1%},",
          f"with padding {(real.count('O') + steps - len(real)) / steps:.1%},",
          f"F1 {score(sentences, only_o)[2]:.1%}")
    print(f"{language}: tagger   accuracy {right / len(real):.1%},",
          f"with padding {(right + steps - len(real)) / steps:.1%},",
          f"F1 {score(sentences, given)[2]:.1%}")
