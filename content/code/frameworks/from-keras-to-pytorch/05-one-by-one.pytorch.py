def report(what, model, eps=keras_eps):
    losses = train(model, eps=eps)
    most = max(abs(a - b) for a, b in zip(losses, agreed))
    print(f"{what:26} {most:.4f}")

def changed(change):
    model = from_keras(Model())
    with torch.no_grad():
        for layer in (0, 1):
            change(getattr(model.lstm, f"bias_ih_l{layer}"),
                   getattr(model.lstm, f"bias_hh_l{layer}"))
    return model

report("the recipe, again", from_keras(Model()))
report("eps=1e-8", from_keras(Model()), lambda t: 1e-8)
report("eps=1e-7", from_keras(Model()), lambda t: 1e-7)
report("second bias learns too",
       changed(lambda ih, hh: hh.requires_grad_(True)))
report("forget bias 1 in both",
       changed(lambda ih, hh: hh[16:32].fill_(1)))
report("forget bias 0", changed(lambda ih, hh: ih.zero_()))
torch.manual_seed(0)
report("PyTorch's initial weights", Model())
