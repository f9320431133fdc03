@torch.no_grad()
def write(model, initials="", temperature=0.8, k=40):
    token, state, poem = 0, None, []
    for line in range(4):
        for place in range(5):
            logits, state = model(torch.tensor([[token]]), state)
            logits = logits[0, 0]
            logits[:3] = -torch.inf         # no special tokens inside a line
            # zh: 句中不出特殊符号
            best = logits.topk(k)
            drawn = torch.multinomial((best.values / temperature).softmax(0), 1)
            token = best.indices[drawn].item()
            if place == 0 and line < len(initials):
                token = number[initials[line]]      # 藏头: the first character is given
                # zh: 藏头：句首的字由你定
            poem.append(vocabulary[token])
        _, state = model(torch.tensor([[token]]), state)
        token = number["/"]
        poem.append("，。"[line % 2])
    return "".join(poem)

torch.manual_seed(2)
print(write(model))
print(write(model, initials="春江花月"))
