def numbers(tensor):
    return ops.convert_to_numpy(tensor)[0]

# No tag begins with I-, so nothing is forbidden
# zh: 没有 I- 开头的标签，所以什么都不禁止
crf = CRF("ABC")
crf.build((None, None, 3))
crf.set_weights([
    np.array([-0.681, 1.223, -0.155]),
    np.array([[0.066, 1.127, 0.468],
              [-0.859, 0.369, -0.959],
              [0.878, -0.05, -0.185]]),
    np.array([-0.428, -0.352, 0.532]),
])
E = np.array([[[0.305, -1.04, 0.75],
               [0.941, -1.951, -1.302],
               [0.128, -0.316, -0.017],
               [-0.853, 0.879, 0.778]]], "float32")
mask = np.ones((1, 4), "bool")

path, score = crf.decode(E, mask)
print(f"log Z = {numbers(crf.log_z(E, mask)):.4f}")
print("best path", *(crf.tags[k] for k in numbers(path)),
      f"with score {numbers(score):.3f}")
loss = crf.loss(np.array([[0, 2, 1, 1]]), E)
print(f"-log p(A C B B) = {numbers(loss):.4f}")

# All 81 paths one by one; then padding, which must not count
# zh: 把 81 条路径逐条相加；再加上填充，结果不应改变
paths = np.stack(np.meshgrid(*[range(3)] * 4), -1).reshape(-1, 4)
scores = crf.score(np.repeat(E, 81, axis=0), paths)
scores = ops.convert_to_numpy(scores)
print(f"81 paths: log Z = {np.log(np.exp(scores).sum()):.4f},",
      f"best score {scores.max():.3f}")
more = [[0, 0], [0, 3]]
padded = np.pad(E, [*more, [0, 0]], constant_values=9)
log_z = crf.log_z(padded, np.pad(mask, more))
print(f"padded: log Z = {numbers(log_z):.4f}")
