data = [(encode([w for w, _ in s]), torch.tensor([TAGS.index(t) for _, t in s])) for s in train]
known = torch.tensor([0] + [counts[w].total() for w in words])
pad = nn.utils.rnn.pad_sequence
loss_of = nn.CrossEntropyLoss(ignore_index=-1)
EPOCHS, STEPS = 6, -(-len(data) // 32)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, EPOCHS * STEPS)

for epoch in range(EPOCHS):
    order = torch.randperm(len(data))
    for batch in order.split(32):
        xs, ys = zip(*[data[i] for i in batch])
        lengths = torch.tensor([len(y) for y in ys])
        x, y = pad(xs, batch_first=True), pad(ys, batch_first=True, padding_value=-1)
        # Rare words sometimes lose their own vector: the parts must do
        # zh: 罕见词有时失去自己的向量，只能靠各部分
        x = x.clone()
        lost = torch.rand(x.shape[:2]) < 0.5 / (0.5 + known[x[..., 0].clamp(max=len(words))])
        x[..., 0][lost] = 0
        loss = loss_of(model(x, lengths).flatten(0, 1), y.flatten())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()

@torch.no_grad()
def tag(sentence):
    x = encode(sentence)[None]
    logits = model(x, torch.tensor([x.shape[1]]))[0]
    return [TAGS[k] for k in logits.argmax(-1)]

model.eval()
print("BiLSTM tagger:   ", score(tag))
