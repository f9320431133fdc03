"""Which models and batches the fixtures cover, and their weights and data from the shared generator.

A configuration is a dict with the fields of `ModelSpecification` under `spec` (absent ones have their defaults), the
batch's `sequenceLength`, `batchSize`, `lengths` and `initialState` (whether it has them), and a `seed`.
"""

import itertools

import numpy as np

import generator

FACTORS = {
    "numLayers": [1, 2, 3],
    "hiddenSize": [1, 5, 16, 33, 64, 128],
    "sequenceLength": [1, 7, 50],
    "batchSize": [1, 3, 32],
    "bidirectional": [False, True],
    "lengths": [False, True],
    "initialisation": ["keras", "pytorch"],
    "head": ["last", "every"],
    "loss": ["mse", "softmax"],
    "initialState": [False, True],
}
SPEC = {"numLayers", "hiddenSize", "bidirectional", "initialisation", "head", "loss"}
ABOUT = 56
# Multiplications of the recurrent kernels in one forward pass; more would make the readable engine slow to check.
MOST_WORK = 1.2e8

# Streams of a seed; weights take block number + WEIGHTS.
INPUTS, TARGETS, LENGTHS, STATE_H, STATE_C, PROJECTIONS, BATCHES, WEIGHTS = 0, 1, 2, 3, 4, 5, 6, 16


def work(row):
    directions = 2 if row["bidirectional"] else 1
    width = row["hiddenSize"]
    return row["sequenceLength"] * row["batchSize"] * row["numLayers"] * directions * 4 * width * width


def pairwise_cover():
    """Rows of factors in which every pair of values of two factors occurs: greedy, and again until there are enough.

    Of equally useful rows the one that comes first in a seeded shuffle is taken.
    """
    names = list(FACTORS)
    every = [dict(zip(names, values)) for values in itertools.product(*FACTORS.values())]
    every = [row for row in every if work(row) <= MOST_WORK]
    # A column for each value of each factor: a row's pairs are the products of its columns.
    columns = [(name, value) for name in names for value in FACTORS[name]]
    has = np.array([[row[name] == value for name, value in columns] for row in every], dtype=np.float64)
    order = np.argsort(generator.words(7, len(every)), kind="stable")
    has = has[order]
    every = [every[k] for k in order]
    seen = np.zeros((len(columns), len(columns)))
    rows = []
    while len(rows) < ABOUT or np.any((has.T @ has > 0) & (seen == 0)):
        # A pair counts 1 when it is new, less each time it has been seen.
        gain = np.einsum("ri,ij,rj->r", has, 0.25**seen, has, optimize=True)
        best = int(np.argmax(np.round(gain, 9)))
        rows.append(every[best])
        seen += np.outer(has[best], has[best])
    return rows


def configuration(name, seed, sequenceLength, batchSize, lengths=False, initialState=False, **spec):
    spec = {name: value for name, value in spec.items() if value not in (False, None)}
    return {
        "name": name,
        "seed": seed,
        "sequenceLength": sequenceLength,
        "batchSize": batchSize,
        "lengths": lengths,
        "initialState": initialState,
        "spec": {"inputSize": 3, "outputSize": 2, "head": "last", "loss": "mse", **spec},
    }


def described(row):
    words = [f"L{row['numLayers']} H{row['hiddenSize']} T{row['sequenceLength']} B{row['batchSize']}"]
    words += [word for word in ("bidirectional", "lengths", "initialState") if row[word]]
    return " ".join([*words, row["initialisation"], row["head"], row["loss"]])


def covered():
    """The pairwise cover as configurations, with input and output widths that take turns.

    The seeds, one of five tried, are ones with which no tensor is a sum that nearly cancels: PyTorch in float32 stays
    within 2.2e-6 of these numbers (with the others, within 2.5e-6 to 3.1e-5), so that a float32 engine can be held to
    1e-5.
    """
    return [
        configuration(
            described(row),
            seed=1300 + n,
            inputSize=[3, 1, 8][n % 3],
            outputSize=[2, 5, 3, 10][n % 4] if row["loss"] == "softmax" else [1, 2, 5][n % 3],
            **row,
        )
        for n, row in enumerate(pairwise_cover())
    ]


def special():
    """What the cover leaves out: embeddings, residual paths, dropout, many classes, one wide model for slow GPUs."""
    small = {"sequenceLength": 7, "batchSize": 3, "initialisation": "pytorch"}
    two = {"numLayers": 2, "hiddenSize": 16, **small}
    three = {"numLayers": 3, "hiddenSize": 5, **small}
    both = {"bidirectional": True, "lengths": True, "initialState": True}
    tokens = {"vocabulary": 11, "loss": "softmax"}
    plain = [
        ("wide and short", {**two, "numLayers": 1, "hiddenSize": 128}),
        ("embedding", {**two, **tokens, "outputSize": 3}),
        ("embedding, every, lengths", {**two, **tokens, "head": "every", "lengths": True, "outputSize": 11}),
        ("embedding, 70 classes, bidirectional", {**two, **tokens, **both, "vocabulary": 70, "head": "every", "outputSize": 70}),
        ("residual", {**two, "residual": True}),
        ("residual, every, bidirectional, lengths", {**three, **both, "residual": True, "head": "every"}),
        ("residual, last, bidirectional, lengths", {**three, **both, "residual": True}),
        ("dropout", {**two, "dropout": 0.5}),
        ("dropout, residual, bidirectional, lengths", {**three, **both, "dropout": 0.3, "residual": True, "head": "every"}),
    ]
    return [configuration(name, seed=2000 + n, **fields) for n, (name, fields) in enumerate(plain)]


def layout(spec):
    """Names and shapes of the parameter blocks, as `src/model/parameters.ts`."""
    width, inputs = spec["hiddenSize"], spec["inputSize"]
    directions = ["", ".backward"] if spec.get("bidirectional") else [""]
    shapes = [("embedding", (spec["vocabulary"], inputs))] if "vocabulary" in spec else []
    for layer in range(1, spec["numLayers"] + 1):
        reads = inputs if layer == 1 else len(directions) * width
        for direction in directions:
            shapes += [
                (f"layer{layer}{direction}.kernel", (reads, 4 * width)),
                (f"layer{layer}{direction}.recurrent", (width, 4 * width)),
                (f"layer{layer}{direction}.bias", (4 * width,)),
            ]
    head = len(directions) * width
    return [*shapes, ("head.kernel", (head, spec["outputSize"])), ("head.bias", (spec["outputSize"],))]


def block_values(spec, name, shape, stream):
    """Uniform weights with the spread of the initialisation, `shape`.

    `keras`: as wide as Glorot's for kernels; the variance of an orthogonal matrix's entries for recurrent kernels; biases
    0, the forget gate's 1; embeddings in +-0.05. `pytorch`: +-1/sqrt(H) and twice that for biases, which sum two; the
    head +-1/sqrt(fan in); embeddings of variance 1.
    """
    count = int(np.prod(shape))
    if spec.get("initialisation") == "pytorch":
        fan_in = shape[0] if name == "head.kernel" else spec["hiddenSize"]
        scale = (2.0 if name.endswith("bias") else 1.0) / np.sqrt(float(fan_in))
        return generator.uniform(stream, count, np.sqrt(3.0) if name == "embedding" else scale).reshape(shape)
    if name.endswith("bias"):
        bias = np.zeros(count)
        if name != "head.bias":
            bias[count // 4 : count // 2] = 1
        return bias
    scale = np.sqrt(6.0 / (shape[0] + shape[1]))
    if name.endswith("recurrent"):
        scale = np.sqrt(3.0 / shape[1])
    return generator.uniform(stream, count, 0.05 if name == "embedding" else scale).reshape(shape)


def weights(config):
    """{block name: array}, in order."""
    spec = config["spec"]
    return {
        name: block_values(spec, name, shape, generator.stream_of(config["seed"], WEIGHTS + n))
        for n, (name, shape) in enumerate(layout(spec))
    }


def batch(config, number=0):
    """Batch `number` of a configuration: inputs, targets, lengths [B] and state h, c [L*D, B, H]; arrays or None."""
    spec, steps, rows = config["spec"], config["sequenceLength"], config["batchSize"]
    seed = config["seed"] if number == 0 else generator.stream_of(generator.stream_of(config["seed"], BATCHES), number)
    stream = lambda n: generator.stream_of(seed, n)  # noqa: E731
    predictions = (steps, rows) if spec["head"] == "every" else (rows,)
    count = int(np.prod(predictions))
    made = {"lengths": None, "h": None, "c": None}
    if "vocabulary" in spec:
        made["inputs"] = generator.below(stream(INPUTS), steps * rows, spec["vocabulary"]).reshape(steps, rows)
    else:
        values = generator.uniform(stream(INPUTS), steps * rows * spec["inputSize"], 1.0)
        made["inputs"] = values.reshape(steps, rows, spec["inputSize"])
    if spec["loss"] == "softmax":
        made["targets"] = generator.below(stream(TARGETS), count, spec["outputSize"]).reshape(predictions)
    else:
        values = generator.uniform(stream(TARGETS), count * spec["outputSize"], 1.0)
        made["targets"] = values.reshape(*predictions, spec["outputSize"])
    if config["lengths"]:
        made["lengths"] = 1 + generator.below(stream(LENGTHS), rows, steps)
    if config["initialState"]:
        cells = (2 if spec.get("bidirectional") else 1) * spec["numLayers"]
        shape = (cells, rows, spec["hiddenSize"])
        made["h"] = generator.uniform(stream(STATE_H), int(np.prod(shape)), 1.0).reshape(shape)
        made["c"] = generator.uniform(stream(STATE_C), int(np.prod(shape)), 1.0).reshape(shape)
    return made
