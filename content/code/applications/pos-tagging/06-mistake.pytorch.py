# raises: RuntimeError
x, y = data[0]
logits = model(x[None], torch.tensor([len(y)]))
loss_of(logits, y[None])                  # (1, time, 12) against (1, time)
# zh: （1, 时间, 12）对（1, 时间）
