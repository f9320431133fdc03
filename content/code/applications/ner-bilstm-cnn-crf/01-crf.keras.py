import keras
import numpy as np
from keras import layers, ops

NEVER = -1e4  # exp(-1e4) is 0, yet 0 * -1e4 is no NaN
# zh: exp(-1e4) 为 0，而 0 * -1e4 不会变成 NaN

@keras.saving.register_keras_serializable("strata")
class CRF(layers.Layer):
    """Scores whole paths of tags from emissions (batch, time, tags)."""

    def __init__(self, tags, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.tags = list(tags)
        # I-X only after B-X or I-X; row 0 is the sentence's start
        # zh: I-X 只能跟在 B-X 或 I-X 之后；第 0 行是句首
        ban = [[t.startswith("I-") and before[2:] != t[2:] for t in tags]
               for before in ["", *tags]]
        self.ban = NEVER * np.array(ban, "float32")

    def build(self, shape):
        K = len(self.tags)
        if len(shape) != 3 or shape[-1] != K:
            raise ValueError(
                f"the CRF reads (batch, time, {K}), got {tuple(shape)}")
        self.start = self.add_weight((K,), "zeros", name="start")
        self.A = self.add_weight((K, K), "zeros", name="transitions")
        self.end = self.add_weight((K,), "zeros", name="end")

    def call(self, emissions):
        # A copy, because Keras keeps the mask on the tensor
        # zh: 返回副本，因为 Keras 的掩码挂在张量上
        return ops.copy(emissions)

    def compute_mask(self, inputs, mask=None):
        return None

    def recursion(self, emissions, mask, combine):
        """A step per token; padding leaves alpha as it is."""
        emissions = ops.convert_to_tensor(emissions)
        first = self.start + self.ban[0] + emissions[:, 0]
        A = self.A + self.ban[1:]
        # Padding of one more, so that a single token has a step, too
        # zh: 多填充一步，只有一个词元的句子也就有了一步
        e = ops.pad(emissions, [[0, 0], [0, 1], [0, 0]])[:, 1:]
        real = ops.pad(ops.cast(mask, "int32"), [[0, 0], [0, 1]])[:, 1:]
        later = ops.transpose(e, (1, 0, 2)), ops.transpose(real)

        def step(alpha, now):
            e, real = now
            new = e + combine(alpha[:, :, None] + A, axis=1)
            return ops.where(real[:, None] > 0, new, alpha), alpha

        alpha, history = ops.scan(step, first, later)
        return alpha + self.end, A, (history, later[1])

    def log_z(self, emissions, mask):
        """Logarithm of the sum over all paths, (batch,)."""
        alpha, *_ = self.recursion(emissions, mask, ops.logsumexp)
        return ops.logsumexp(alpha, axis=-1)

    def score(self, emissions, labels):
        """Score of one path, (batch,). Padding has the label -1."""
        emissions = ops.convert_to_tensor(emissions)
        # All 0 in the padding
        # zh: 填充处全为 0
        y = ops.one_hot(labels, len(self.tags))
        real = ops.cast(labels >= 0, y.dtype)
        last = real - ops.pad(real, [[0, 0], [0, 1]])[:, 1:]
        steps = ops.matmul(y[:, :-1], self.A + self.ban[1:]) * y[:, 1:]
        return (ops.sum(y[:, 0] * (self.start + self.ban[0]), axis=-1)
                + ops.sum(y * emissions, axis=(1, 2))
                + ops.sum(steps, axis=(1, 2))
                + ops.sum(last[..., None] * y * self.end, axis=(1, 2)))

    def loss(self, labels, emissions):
        """-log p(labels), one number a sentence, (batch,)."""
        labels = ops.cast(labels, "int32")
        log_z = self.log_z(emissions, labels >= 0)
        return log_z - self.score(emissions, labels)

    def decode(self, emissions, mask):
        """Viterbi: the best path, -1 in the padding, and its score."""
        alpha, A, steps = self.recursion(emissions, mask, ops.max)

        def back(tag, then):
            alpha, real = then
            ways = alpha + ops.transpose(ops.take(A, tag, axis=1))
            before = ops.cast(ops.argmax(ways, axis=-1), "int32")
            tag = ops.where(real > 0, before, tag)
            return tag, tag

        last = ops.cast(ops.argmax(alpha, axis=-1), "int32")
        _, path = ops.scan(back, last, steps, reverse=True)
        path = ops.where(ops.cast(mask, "bool"), ops.transpose(path), -1)
        return path, ops.max(alpha, axis=-1)

    def get_config(self):
        return super().get_config() | {"tags": self.tags}
