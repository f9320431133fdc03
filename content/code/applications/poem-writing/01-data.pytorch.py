from collections import Counter
import torch
from torch import nn

# five.txt: one quatrain a line, 20 characters without punctuation.
# zh: five.txt：每行一首五绝，20 个字，不带标点。
with open("five.txt", encoding="utf-8") as file:
    poems = file.read().split()
lines = lambda poem: [poem[i:i + 5] for i in range(0, 20, 5)]

# Whole poems are held out, and no line of theirs may stand in training.
# zh: 按整首留出测试诗，凡与测试诗有同一句的都不进训练集。
test = poems[::20]
seen = {line for poem in test for line in lines(poem)}
train = [p for i, p in enumerate(poems) if i % 20 and not seen & set(lines(p))]

# Token 0 starts a poem, "/" ends a line, "□" stands for every rare character.
# zh: 0 号表示开头，“/”表示一句结束，“□”代替所有生僻字。
common = Counter("".join(train)).most_common(1997)
vocabulary = ["<", "/", "□"] + [character for character, _ in common]
number = {character: n for n, character in enumerate(vocabulary)}

def encode(poem):
    return [0] + [number.get(c, 2) for c in "/".join(lines(poem)) + "/"]

train_data = torch.tensor([encode(p) for p in train])    # (poems, 25)
test_data = torch.tensor([encode(p) for p in test])
print(f"{len(train)} poems to train on, {len(test)} to test on, {len(vocabulary)} tokens")
print(test[0], test_data[0, :7].tolist())
