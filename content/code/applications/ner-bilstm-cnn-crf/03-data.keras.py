import random
import re

TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]

def rows(path):
    with open(path, encoding="utf8") as file:
        return [line.rstrip("\n").split("\t") for line in file if line[0] not in "#\n"]

def tokens(text, language):
    """English: words and marks. Chinese: every character."""
    return re.findall(r"\S" if language == "ner-zh" else r"\w+|[^\w\s]", text)

def tagged(parts, language):
    """Tokens and tags of a sentence given as (type or None, text)."""
    words, tags = [], []
    for kind, text in parts:
        piece = tokens(text, language)
        words += piece
        tags += [f"I-{kind}" if kind and n else f"B-{kind}" if kind else "O"
                 for n in range(len(piece))]
    return words, tags

def synthetic(language, templates, names, count, seed):
    """Hand-written templates filled with names; both lists were split before."""
    rng = random.Random(seed)
    pool = {}
    for kind, part, name in rows(f"{language}/names.txt"):
        if part == names:
            pool.setdefault(kind, []).append(name)
    texts = [text for part, text in rows(f"{language}/templates.txt") if part == templates]
    sentences = []
    for n in range(count):
        pieces = re.split(r"\{(\w+)\}", texts[n % len(texts)])
        parts = [(piece, rng.choice(pool[piece])) if k % 2 else (None, piece)
                 for k, piece in enumerate(pieces)]
        sentences.append(tagged(parts, language))
    return sentences

def annotated(language):
    """Sentences marked by hand: [PER Ada Lovelace] flew to [LOC Paris]."""
    return [tagged([(None, piece) if k % 3 == 0 else (pieces[k - 1], piece)
                    for k, piece in enumerate(pieces) if k % 3 != 1], language)
            for [line] in rows(f"{language}/annotated.txt")
            for pieces in [re.split(r"\[(PER|LOC|ORG) ([^]]+)\]", line)]]

data = {}
for language in ("ner-en", "ner-zh"):
    data[language] = {
        "train": synthetic(language, "train", "train", 2400, seed=1),
        "known names": synthetic(language, "test", "train", 600, seed=3),
        "new names": synthetic(language, "test", "test", 600, seed=4),
        "annotated": annotated(language),
    }
    for part in ("train", "annotated"):
        words, tags = data[language][part][0]
        print(" ".join(f"{w}/{t}" for w, t in zip(words, tags)))
