"""Numbers that Python and TypeScript (`generator.ts`) make alike, bit for bit: a hash of (stream, index).

    word(stream, k) = mix(stream + (k + 1) * 0x9e3779b9)        MurmurHash3's finaliser over a Weyl sequence
    uniform(stream, n, scale)[k] = float32(scale * ((word >> 8) - 2**23) / 2**23)         in [-scale, scale)

All integers are unsigned 32-bit and wrap around. Uniform numbers are rounded to float32, which every engine can hold.
"""

import numpy as np

WORD = 0xFFFFFFFF


def mix(words):
    """A bijection of 32-bit words; `words` is an integer or an array of uint64 that hold 32 bits."""
    z = np.asarray(words, dtype=np.uint64) & WORD
    z = ((z ^ (z >> np.uint64(16))) * np.uint64(0x85EBCA6B)) & WORD
    z = ((z ^ (z >> np.uint64(13))) * np.uint64(0xC2B2AE35)) & WORD
    return z ^ (z >> np.uint64(16))


def stream_of(seed, number):
    """The stream of so many a number under a seed."""
    return int(mix(int(mix(seed)) + number))


def words(stream, count):
    """`count` 32-bit words as uint64, [count]."""
    return mix(stream + (np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B9) & WORD))


def uniform(stream, count, scale):
    """`count` float64 numbers in [-scale, scale) that float32 holds exactly, [count]."""
    whole = (words(stream, count) >> np.uint64(8)).astype(np.float64) - 2.0**23
    return (scale * (whole / 2.0**23)).astype(np.float32).astype(np.float64)


def below(stream, count, limit):
    """`count` whole numbers 0...limit - 1, [count]."""
    return (words(stream, count) % np.uint64(limit)).astype(np.int64)


def projections(values, stream):
    """The norm of a vector and its dot products with 64 vectors of seeded signs, [65].

    Number k meets the signs of words 2k (vectors 0...31, lowest bit first) and 2k + 1 (32...63): a set bit means +1.
    """
    bits = words(stream, 2 * values.size).reshape(-1, 2)
    products = np.empty(64)
    for vector in range(64):
        bit = (bits[:, vector // 32] >> np.uint64(vector % 32)) & np.uint64(1)
        products[vector] = np.sum(np.where(bit == 1, values, -values))
    return np.concatenate([[np.linalg.norm(values)], products])


def dropout_mask(seed, update, layer, p, shape):
    """The mask of `src/model/dropout.ts`: 0 or 1 / (1 - p), `shape` = [T, B, width]."""
    steps, rows, width = shape
    key = int(mix(int(mix(int(mix(seed)) + update)) + layer))
    line = mix(mix(key + np.arange(steps, dtype=np.uint64))[:, None] + np.arange(rows, dtype=np.uint64))
    unit = mix(line[:, :, None] + np.arange(width, dtype=np.uint64))
    return np.where(unit >= np.uint64(int(p * 2**32)), 1 / (1 - p), 0.0)
