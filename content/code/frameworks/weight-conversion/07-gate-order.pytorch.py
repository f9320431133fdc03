def swap_g_and_o(rows):
    i, f, g, o = rows.chunk(4)
    return torch.cat([i, f, o, g])

assumed = nn.LSTM(3, 4, num_layers=2, batch_first=True)
assumed.load_state_dict({k: swap_g_and_o(v) for k, v in state.items()})

with torch.no_grad():
    difference = (assumed(x)[0] - lstm(x)[0]).abs().max().item()
print("shapes fit, no error, largest difference:",
      f"{difference:.2f}")
