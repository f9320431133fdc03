from collections import Counter, defaultdict

counts = defaultdict(Counter)
for sentence in train:
    for word, tag in sentence:
        counts[word.lower()][tag] += 1

def most_frequent(words):
    return [counts[w.lower()].most_common(1)[0][0] if w.lower() in counts else "NOUN"
            for w in words]

def score(tagger):
    right, total = Counter(), Counter()
    for sentence in test:
        given = tagger([word for word, _ in sentence])
        for (word, tag), answer in zip(sentence, given):
            if tag != ".":                # punctuation is too easy to count
                # zh: 标点太容易，不计
                for group in ("all", "seen" if word.lower() in counts else "unseen"):
                    right[group] += answer == tag
                    total[group] += 1
    return "  ".join(f"{g} {right[g] / total[g]:.1%}" for g in ("all", "seen", "unseen"))

print("most frequent tag:", score(most_frequent))
