"""Makes the fixture of weight shapes that the counts of `src/model/parameters.ts` are tested against.

    venv/bin/python tests/reference/parameter_counts.py        (requirements.txt names the versions)

Every configuration is built in PyTorch and, where Keras has the same (no projection), in Keras too. Recorded are the
names and shapes of all weights of the layers, in the frameworks' own order, and the number of parameters:

    fixtures/parameter-counts.json
"""

import itertools
import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras  # noqa: E402
import torch  # noqa: E402

SIZES = [(1, 8), (10, 20), (128, 256), (300, 64)]
LAYERS = [1, 2, 4]


def torch_weights(inputs, units, layers, both, bias, projection):
    module = torch.nn.LSTM(inputs, units, layers, bias=bias, bidirectional=both, proj_size=projection)
    return [(name, list(tensor.shape)) for name, tensor in module.named_parameters()]


def keras_weights(inputs, units, layers, both, bias):
    weights = []
    reads = inputs
    for _ in range(layers):
        layer = keras.layers.LSTM(units, use_bias=bias, return_sequences=True)
        if both:
            layer = keras.layers.Bidirectional(layer)
        layer.build((None, None, reads))
        weights += [(variable.name, list(variable.shape)) for variable in layer.weights]
        reads = 2 * units if both else units
    return weights


def count(weights):
    total = 0
    for _, shape in weights:
        size = 1
        for length in shape:
            size *= length
        total += size
    return total


def main():
    entries = []
    for (inputs, units), layers, both, bias, projected in itertools.product(
        SIZES, LAYERS, [False, True], [True, False], [False, True]
    ):
        projection = units // 4 if projected else 0
        theirs = torch_weights(inputs, units, layers, both, bias, projection)
        entry = {
            "inputSize": inputs,
            "hiddenSize": units,
            "numLayers": layers,
            "bidirectional": both,
            "bias": bias,
            "projection": projection,
            "pytorch": {"count": count(theirs), "weights": theirs},
        }
        if not projected:
            own = keras_weights(inputs, units, layers, both, bias)
            entry["keras"] = {"count": count(own), "weights": own}
        entries.append(entry)
    index = {
        "versions": {"torch": torch.__version__.split("+")[0], "keras": keras.__version__},
        "configurations": entries,
    }
    lines = [json.dumps(entry, separators=(",", ":")) for entry in entries]
    text = '{"versions":%s,"configurations":[\n%s\n]}\n' % (json.dumps(index["versions"]), ",\n".join(lines))
    path = Path(__file__).parent / "fixtures" / "parameter-counts.json"
    path.write_text(text)
    print(f"{len(entries)} configurations, {sum('keras' in entry for entry in entries)} of them in Keras too")


if __name__ == "__main__":
    main()
