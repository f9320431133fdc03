from zlib import crc32

words = {w: i for i, w in enumerate([w for w in counts if counts[w].total() > 1], 1)}
ROWS = 1 + len(words) + 2048

def features(word, first=False):
    """Seven rows of the embedding: the word, six parts of it."""
    key = word.lower()
    shape = f"{word[0].isupper()}{any(c.isdigit() for c in word)}{'-' in word}{first}"
    parts = [key[-1:] + "$", key[-2:] + "$", key[-3:] + "$", "^" + key[:2], "^" + key[:3], shape]
    return [words.get(key, 0)] + [1 + len(words) + crc32(p.encode()) % 2048 for p in parts]

def encode(sentence):
    return torch.tensor([features(w, n == 0) for n, w in enumerate(sentence)])

class Tagger(nn.Module):
    def __init__(self, num_layers=1, hidden=32):
        super().__init__()
        self.embed = nn.EmbeddingBag(ROWS, 24, mode="sum")
        nn.init.normal_(self.embed.weight, std=0.05)
        self.drop = nn.Dropout(0.25)
        self.lstm = nn.LSTM(24, hidden, num_layers, batch_first=True, bidirectional=True)
        self.head = nn.Linear(2 * hidden, len(TAGS))

    def forward(self, ids, lengths):      # ids: (batch, time, 7)
        # zh: ids 的形状：（批量, 时间, 7）
        B, T, K = ids.shape
        x = self.drop(self.embed(ids.reshape(B * T, K)).reshape(B, T, -1))
        packed = nn.utils.rnn.pack_padded_sequence(
            x, lengths, batch_first=True, enforce_sorted=False)
        output, _ = self.lstm(packed)     # both directions, every word
        # zh: 两个方向，每个词
        output, _ = nn.utils.rnn.pad_packed_sequence(output, batch_first=True)
        return self.head(output)          # (batch, time, 12)
        # zh: （批量, 时间, 12）

model = Tagger()
print(sum(p.numel() for n, p in model.named_parameters() if "embed" not in n),
      "parameters beside the embedding")
