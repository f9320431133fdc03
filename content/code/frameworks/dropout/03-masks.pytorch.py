def see_through(lstm, layer):
    # The layer forgets all and hands on what it reads:
    # h = tanh(tanh(x)).
    # zh: 让这一层什么都不记，读到什么就交出什么：h = tanh(tanh(x))。
    H = lstm.hidden_size
    with torch.no_grad():
        for name in "weight_ih", "weight_hh", "bias_ih", "bias_hh":
            getattr(lstm, f"{name}_l{layer}").zero_()
        weight = getattr(lstm, f"weight_ih_l{layer}").view(4, H, -1)
        bias = getattr(lstm, f"bias_ih_l{layer}").view(4, H)
        bias[0], bias[1], bias[3] = 99, -99, 99    # i, f, o
        weight[2] = torch.eye(H)                   # g

def picture(h):
    # One line a time step, one sign a unit: # kept, . dropped.
    # zh: 每行一个时间步，每个符号一个单元：# 保留，. 丢弃。
    for step in h[:, 0]:
        print("".join(".#"[int(v != 0)] for v in step))

torch.manual_seed(1)
lstm = nn.LSTM(24, 24, num_layers=2, dropout=0.5)
see_through(lstm, 0), see_through(lstm, 1)
with torch.no_grad():
    h, _ = lstm(torch.ones(6, 1, 24))
picture(h)
print(sorted(set(h.flatten().tolist())))
