class Poet(nn.Module):
    def __init__(self, tokens, embedding=32, hidden=48, layers=2):
        super().__init__()
        self.embedding = nn.Embedding(tokens, embedding)
        self.lstm = nn.LSTM(embedding, hidden, num_layers=layers, batch_first=True)
        self.head = nn.Linear(hidden, tokens)

    def forward(self, x, state=None):
        h, state = self.lstm(self.embedding(x), state)
        return self.head(h), state          # logits: (batch, time, tokens)

@torch.no_grad()
def perplexity(model, data):
    logits, _ = model(data[:, :-1])
    targets = data[:, 1:]
    characters = targets != number["/"]     # where a line ends is known beforehand
    # zh: 句子在哪里断是已知的，不计入
    return nn.functional.cross_entropy(logits[characters], targets[characters]).exp().item()

torch.manual_seed(1)
model = Poet(len(vocabulary))
with torch.no_grad():                       # start from the frequencies of the tokens
    # zh: 从各字的频率起步
    counts = torch.bincount(train_data[:, 1:].flatten(), minlength=len(vocabulary)) + 1.0
    model.head.bias.copy_((counts / counts.sum()).log())
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
print(f"updates   0: held-out perplexity {perplexity(model, test_data):.0f}")
for update in range(1, 301):
    batch = train_data[torch.randint(len(train_data), (32,))]
    logits, _ = model(batch[:, :-1])
    loss = nn.functional.cross_entropy(logits.flatten(0, 1), batch[:, 1:].flatten())
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    if update % 100 == 0:
        print(f"updates {update}: held-out perplexity {perplexity(model, test_data):.0f}")
