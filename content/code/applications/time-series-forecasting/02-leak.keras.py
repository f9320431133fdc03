# What a scaler learns from the training part, and from all of it.
# zh: 归一化参数：只看训练部分，与偷看全部数据，差多少？
def compare(file, column):
    with open(file, encoding="utf-8") as f:
        s = np.array([float(row[column]) for row in csv.DictReader(f)])
    part = s[: int(0.7 * len(s))]
    print(f"{column:10} training: max {part.max():6.1f} mean {part.mean():6.1f}"
          f" | everything: max {s.max():6.1f} mean {s.mean():6.1f}")

compare("sst.csv", "sst")
compare("passengers.csv", "passengers")
