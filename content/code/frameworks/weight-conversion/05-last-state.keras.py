stack = nn.LSTM(3, 4, bidirectional=True, batch_first=True)
state = {k: v.numpy() for k, v in stack.state_dict().items()}
both = keras.Sequential([
    keras.Input((None, 3)),
    layers.Bidirectional(layers.LSTM(4)),
])
# Forwards first, then backwards: PyTorch's order, too.
# zh: 先正向，后反向，与 PyTorch 的次序相同。
both.set_weights([w for end in ("", "_reverse") for w in (
    state[f"weight_ih_l0{end}"].T,
    state[f"weight_hh_l0{end}"].T,
    state[f"bias_ih_l0{end}"] + state[f"bias_hh_l0{end}"],
)])

with torch.no_grad():
    output, (h, c) = stack(torch.from_numpy(x))
got = keras.ops.convert_to_numpy(both(x))
ends = torch.cat([h[-2], h[-1]], dim=1).numpy()
print("equal to h_n:", np.allclose(got, ends, atol=1e-6))
print("equal to output[:, -1]:",
      np.allclose(got, output[:, -1].numpy(), atol=1e-6))
