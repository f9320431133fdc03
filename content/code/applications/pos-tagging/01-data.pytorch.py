import torch
from torch import nn

torch.manual_seed(0)
TAGS = "NOUN VERB ADJ ADV PRON DET ADP NUM CONJ PRT . X".split()
universal = dict(line.split() for line in open("universal-tags.txt"))

texts = {}                                # text -> its sentences
# zh: 文本 -> 其中的句子
for line in open("brown-sample.txt"):
    name, tokens = line.rstrip("\n").split("\t")
    pairs = [token.rsplit("/", 1) for token in tokens.split(" ")]
    texts.setdefault(name, []).append([(w, universal[t]) for w, t in pairs])

# Split by text: 7 of 10 train, 2 test, 1 held out
# zh: 按文本划分：每 10 篇 7 篇训练，2 篇测试，1 篇留作调参
train = [s for n, t in enumerate(texts.values()) if n % 10 not in (2, 4, 9) for s in t]
test = [s for n, t in enumerate(texts.values()) if n % 10 in (4, 9) for s in t]
print(len(train), "training sentences,", len(test), "test sentences")
