sentence = "The old man the boats ; a blick will outstrumble them .".split()
print(" ".join(f"{word}/{tag}" for word, tag in zip(sentence, tag(sentence))))
