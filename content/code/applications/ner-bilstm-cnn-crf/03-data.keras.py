import random
import re

TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]

def rows(path):
    with open(path, encoding="utf8") as file:
        return [line.rstrip("\n").split("\t")
                for line in file if line[0] not in "#\n"]

def tokens(text, language):
    """English: words and marks. Chinese: every character."""
    one = r"\S" if language == "ner-zh" else r"\w+|[^\w\s]"
    return re.findall(one, text)

def tagged(parts, language):
    """Tokens and tags of (type or None, text), (…), …"""
    words, tags = [], []
    for kind, text in parts:
        piece = tokens(text, language)
        words += piece
        if kind is None:
            tags += ["O"] * len(piece)
        else:
            tags += [f"B-{kind}"] + [f"I-{kind}"] * (len(piece) - 1)
    return words, tags

def synthetic(language, templates, names, count, seed):
    """Templates filled with names; both were split beforehand."""
    rng = random.Random(seed)
    pool = {}
    for kind, part, name in rows(f"{language}/names.txt"):
        if part == names:
            pool.setdefault(kind, []).append(name)
    texts = [text for part, text in rows(f"{language}/templates.txt")
             if part == templates]
    sentences = []
    for n in range(count):
        pieces = re.split(r"\{(\w+)\}", texts[n % len(texts)])
        parts = [(piece, rng.choice(pool[piece])) if k % 2
                 else (None, piece) for k, piece in enumerate(pieces)]
        sentences.append(tagged(parts, language))
    return sentences

def annotated(language):
    """Marked one by one: [PER Ada Lovelace] flew to [LOC Paris]."""
    sentences = []
    for [line] in rows(f"{language}/annotated.txt"):
        pieces = re.split(r"\[(PER|LOC|ORG) ([^]]+)\]", line)
        parts = [(pieces[k - 1] if k % 3 else None, piece)
                 for k, piece in enumerate(pieces) if k % 3 != 1]
        sentences.append(tagged(parts, language))
    return sentences

data = {}
for lang in ("ner-en", "ner-zh"):
    data[lang] = {
        "train": synthetic(lang, "train", "train", 2400, seed=1),
        "known names": synthetic(lang, "test", "train", 600, seed=3),
        "new names": synthetic(lang, "test", "test", 600, seed=4),
        "annotated": annotated(lang),
    }
    for part in ("train", "annotated"):
        words, tags = data[lang][part][0]
        print(" ".join(f"{w}/{t}" for w, t in zip(words, tags)))
