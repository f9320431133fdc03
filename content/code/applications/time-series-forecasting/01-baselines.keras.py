import csv

import numpy as np

FILE, SEASON = "sst.csv", 12
W, H = 24, 12  # window, horizon

with open(FILE, encoding="utf-8") as f:
    y = np.array([float(row["sst"]) for row in csv.DictReader(f)])

# In order of time: 70 % training, 10 % validation, 20 % test.
# zh: 按时间先后划分：70% 训练，10% 验证，20% 测试。
a, b = int(0.7 * len(y)), int(0.8 * len(y))

# The scaler sees the training part only.
# zh: 归一化参数只用训练部分来算。
mu, sigma = y[:a].mean(), y[:a].std(ddof=1)
z = (y - mu) / sigma

def origins(start, end):
    """Last known index: the H targets behind it lie in the part."""
    return np.arange(max(start, W) - 1, end - H)

def targets(t, series):
    return np.stack([series[t + h] for h in range(1, H + 1)], axis=1)

def windows(t):
    return np.stack([z[i - W + 1 : i + 1] for i in t])

train, val, test = origins(0, a), origins(a, b), origins(b, len(y))
truth = targets(test, y)
naive = np.abs(np.diff(y[:a])).mean()

def report(name, forecast):
    """Errors over all H steps, then one step ahead."""
    e, e1 = truth - forecast, (truth - forecast)[:, 0]
    # How much does the curve resemble the truth, and the value before it?
    # zh: 预测曲线与真实值有多像？与前一个值又有多像？
    r0 = np.corrcoef(forecast[:, 0], truth[:, 0])[0, 1]
    r1 = np.corrcoef(forecast[:, 0], y[test])[0, 1]
    print(f"{name:14} {np.abs(e).mean():5.3f} {(e**2).mean()**0.5:5.3f}"
          f" {np.abs(e).mean() / naive:5.3f} | {np.abs(e1).mean():5.3f}"
          f" {(e1**2).mean()**0.5:5.3f} {np.abs(e1).mean() / naive:5.3f}"
          f" | {r0:5.3f} {r1:5.3f}")

persistence = np.repeat(y[test][:, None], H, axis=1)
seasonal = np.stack([y[test + h - SEASON] for h in range(1, H + 1)], 1)

# Autoregression: least squares on the window, then step by step.
# zh: 自回归：对窗口做最小二乘，再逐步递推。
t = np.arange(W - 1, a - 1)
X = np.c_[np.ones(len(t)), windows(t)]
weights = np.linalg.lstsq(X, z[t + 1], rcond=None)[0]
path = windows(test)
for _ in range(H):
    step = weights[0] + path[:, -W:] @ weights[1:]
    path = np.c_[path, step]
ar = path[:, W:] * sigma + mu

print(f"{len(train)} / {len(val)} / {len(test)} origins")
print("               all 12 steps      | one step          | lag")
print("               MAE   RMSE  MASE  | MAE   RMSE  MASE  | r0    r1")
report("persistence", persistence)
report("seasonal naive", seasonal)
report("AR(24)", ar)
