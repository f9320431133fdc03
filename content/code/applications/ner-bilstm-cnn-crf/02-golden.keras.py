def numbers(tensor):
    return ops.convert_to_numpy(tensor)[0]

crf = CRF("ABC")                          # no I-, so nothing is forbidden
# zh: 没有 I- 标签，所以什么都不禁止
crf.build((None, None, 3))
crf.set_weights([
    np.array([-0.681, 1.223, -0.155]),
    np.array([[0.066, 1.127, 0.468], [-0.859, 0.369, -0.959], [0.878, -0.05, -0.185]]),
    np.array([-0.428, -0.352, 0.532]),
])
E = np.array([[[0.305, -1.04, 0.75], [0.941, -1.951, -1.302],
               [0.128, -0.316, -0.017], [-0.853, 0.879, 0.778]]], "float32")
mask = np.ones((1, 4), "bool")

path, score = crf.decode(E, mask)
print(f"log Z = {numbers(crf.log_z(E, mask)):.4f}")
print(f"best path {' '.join(crf.tags[k] for k in numbers(path))}, score {numbers(score):.3f}")
print(f"-log p(A C B B) = {numbers(crf.loss(np.array([[0, 2, 1, 1]]), E)):.4f}")

# The sum over all 81 paths, one by one; and padding, which must not count
# zh: 把 81 条路径逐条相加；再加上填充，结果不应改变
paths = np.stack(np.meshgrid(*[range(3)] * 4), axis=-1).reshape(-1, 4)
scores = ops.convert_to_numpy(crf.score(np.repeat(E, 81, axis=0), paths))
print(f"81 paths: log Z = {np.log(np.exp(scores).sum()):.4f}, best score {scores.max():.3f}")
padded = np.pad(E, [[0, 0], [0, 3], [0, 0]], constant_values=9)
print(f"padded: log Z = {numbers(crf.log_z(padded, np.pad(mask, [[0, 0], [0, 3]]))):.4f}")
