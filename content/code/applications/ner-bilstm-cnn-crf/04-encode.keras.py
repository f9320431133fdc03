class Coder:
    """Numbers for tokens and letters: 0 is padding, 1 unknown."""

    def __init__(self, language, longest=16):
        self.language, self.longest = language, longest
        seen = {w for words, _ in data[language]["train"] for w in words}
        lower = sorted({word.lower() for word in seen})
        letters = sorted(set("".join(seen)))
        self.words = {word: n for n, word in enumerate(lower, 2)}
        self.letters = {letter: n for n, letter in enumerate(letters, 2)}

    def inputs(self, sentences):
        shape = len(sentences), max(map(len, sentences))
        ids = np.zeros(shape, "int32")
        letters = np.zeros((*shape, self.longest), "int32")
        for s, words in enumerate(sentences):
            for t, word in enumerate(words):
                ids[s, t] = self.words.get(word.lower(), 1)
                for k, letter in enumerate(word[:self.longest]):
                    letters[s, t, k] = self.letters.get(letter, 1)
        return [ids, letters] if self.language == "ner-en" else [ids]

    def labels(self, sentences):
        time = max(map(len, sentences))
        return np.array([
            [TAGS.index(tag) for tag in tags] + [-1] * (time - len(tags))
            for tags in sentences], "int32")

coders = {language: Coder(language) for language in data}
