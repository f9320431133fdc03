class Coder:
    """Numbers for tokens and letters: 0 is padding, 1 what training never saw."""

    def __init__(self, language, longest=16):
        self.language, self.longest = language, longest
        seen = [word for words, _ in data[language]["train"] for word in words]
        self.words = {w: n for n, w in enumerate(sorted({w.lower() for w in seen}), 2)}
        self.letters = {c: n for n, c in enumerate(sorted(set("".join(seen))), 2)}

    def inputs(self, sentences):
        time = max(len(words) for words in sentences)
        ids = np.zeros((len(sentences), time), "int32")
        letters = np.zeros((len(sentences), time, self.longest), "int32")
        for s, words in enumerate(sentences):
            for t, word in enumerate(words):
                ids[s, t] = self.words.get(word.lower(), 1)
                for k, letter in enumerate(word[:self.longest]):
                    letters[s, t, k] = self.letters.get(letter, 1)
        return [ids, letters] if self.language == "ner-en" else [ids]

    def labels(self, sentences):
        time = max(len(tags) for tags in sentences)
        return np.array([[TAGS.index(t) for t in tags] + [-1] * (time - len(tags))
                         for tags in sentences], "int32")

coders = {language: Coder(language) for language in data}
