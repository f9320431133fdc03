H = 4
wrong = nn.LSTM(3, H)
right = nn.LSTM(3, H)
with torch.no_grad():
    for name, p in wrong.named_parameters():
        if "bias" in name:
            p.zero_()
            p[H:2 * H] = 1
    for name, p in right.named_parameters():
        if "bias" in name:
            p.zero_()
    right.bias_ih_l0[H:2 * H] = 1

for name, net in (("both set", wrong), ("one set", right)):
    b = (net.bias_ih_l0 + net.bias_hh_l0)[H:2 * H]
    f = torch.sigmoid(b)[0].item()
    print(f"{name}: forget bias {b[0].item():.0f}, f = {f:.3f}, "
          f"half-life {np.log(0.5) / np.log(f):.1f} steps")
