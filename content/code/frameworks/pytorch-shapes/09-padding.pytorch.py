from torch.nn.utils.rnn import pack_padded_sequence
from torch.nn.utils.rnn import pad_packed_sequence

lengths = torch.tensor([5, 2, 3])
x = torch.zeros(N, T, I)
for n, length in enumerate(lengths):
    x[n, :length] = torch.randn(length, I)

lstm = nn.LSTM(I, H, batch_first=True)
# Each sequence on its own, without padding: the truth.
# zh: 每条序列单独算，没有填充：标准答案。
true = [lstm(x[n, :k])[0][-1] for n, k in enumerate(lengths)]

def right(states):
    return [torch.allclose(a, b, atol=1e-6)
            for a, b in zip(states, true)]

output, (h_n, _) = lstm(x)
print("padded: h_n[-1]        ", right(h_n[-1]))
print("padded: output[:, -1]  ", right(output[:, -1]))

packed = pack_padded_sequence(x, lengths, batch_first=True,
                              enforce_sorted=False)
output, (h_n, _) = lstm(packed)
output, _ = pad_packed_sequence(output, batch_first=True)
print("packed: h_n[-1]        ", right(h_n[-1]))
print("packed: output[:, -1]  ", right(output[:, -1]))
print("packed: at lengths - 1 ",
      right(output[torch.arange(N), lengths - 1]))
