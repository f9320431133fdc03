def count(**changed):
    sizes = {"input_size": 10, "hidden_size": 20}
    lstm = nn.LSTM(**{**sizes, **changed})
    return sum(p.numel() for p in lstm.parameters())

for changed in [
    {},
    {"input_size": 20},
    {"hidden_size": 40},
    {"num_layers": 2},
    {"bias": False},
    {"batch_first": True},
    {"dropout": 0.5, "num_layers": 2},
    {"bidirectional": True},
    {"bidirectional": True, "num_layers": 2},
    {"proj_size": 5},
    {"proj_size": 5, "num_layers": 2},
]:
    print(f"{count(**changed):5}  {changed}")
