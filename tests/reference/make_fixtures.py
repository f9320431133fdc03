"""Makes the fixtures that every engine is tested against, from PyTorch, and checks each number against Keras.

    python3.11 -m venv venv
    venv/bin/pip install -r tests/reference/requirements.txt    (PyTorch's CPU build is enough)
    venv/bin/python tests/reference/make_fixtures.py

It takes some minutes and always writes the same files (to the last digits that other processors may round otherwise):

    fixtures/fixtures.json   versions, the largest difference between PyTorch and Keras, configurations and curves
    fixtures/fixtures.bin    their numbers, little-endian float64; `offset` in the index counts numbers

Weights and data are not stored: `generator.py`, `configurations.py` and their TypeScript twins `generator.ts`,
`fixtures.ts` make them. A configuration's numbers are, one tensor after the other:

    outputs (0 at padding), final h, final c       of a prediction, without dropout
    loss, gradients of all parameter blocks in order, of the inputs, of the initial h, c       of the first update

and a curve's are 20 losses, then the final weights in order. A tensor of up to 5,000 numbers is stored whole; a larger one
as its norm and 64 seeded projections (`generator.projections`).
"""

import json
from pathlib import Path

import numpy as np

import configurations
import curves
import generator
import keras_model
import torch_model

FOLDER = Path(__file__).parent / "fixtures"
WHOLE = 5000
# max|a - b| / max|b| between PyTorch and Keras, for each tensor.
AGREEMENT = 1e-10
# Keras' and exact clipping against clip_grad_norm_, whose 1e-6 acts on norms above 0.1.
CLIP_AGREEMENT = 1e-5


def difference(a, b):
    """max|a - b| / max|b|; 0 when both are zero everywhere."""
    a, b = np.asarray(a), np.asarray(b)
    assert a.shape == b.shape, f"shapes {a.shape} and {b.shape} differ"
    most = np.max(np.abs(a - b))
    return 0.0 if most == 0 else float(most / np.max(np.abs(b)))


class Numbers:
    """What goes into the binary file."""

    def __init__(self):
        self.parts, self.length = [], 0

    def add(self, values):
        self.parts.append(np.asarray(values, dtype="<f8").ravel())
        self.length += self.parts[-1].size

    def add_tensor(self, values, seed):
        stream = generator.stream_of(seed, configurations.PROJECTIONS)
        values = np.ascontiguousarray(values).ravel()
        self.add(values if values.size <= WHOLE else generator.projections(values, stream))


def record_configurations(store):
    entries, worst = [], 0.0
    for config in configurations.covered() + configurations.special():
        weights, batch = configurations.weights(config), configurations.batch(config)
        found = torch_model.results(config, weights, batch)
        theirs = keras_model.results(config, weights, batch)
        assert found.keys() == theirs.keys()
        gaps = {name: difference(found[name], theirs[name]) for name in found}
        name = max(gaps, key=gaps.get)
        print(f"{config['name']:70} PyTorch and Keras differ by {gaps[name]:.1e} ({name})", flush=True)
        assert gaps[name] <= AGREEMENT, f"{config['name']}: {name} differs by {gaps[name]}"
        worst = max(worst, gaps[name])
        entries.append({**config, "offset": store.length})
        for tensor in found.values():
            store.add_tensor(tensor, config["seed"])
    return entries, worst


def record_curves(store):
    entries = []
    for config, runs in curves.models():
        exact = None
        for by, options, clip in runs:
            losses, weights = curves.run(config, by, options, clip)
            if by == "torch, clipped exactly":
                exact = losses
            if by == "torch clip_grad_norm_":
                gap = difference(losses, exact)
                print(f"clip_grad_norm_ and exact clipping differ by {gap:.1e}", flush=True)
                assert gap <= CLIP_AGREEMENT
            print(f"{config['name']:14} {by:24} {options['kind']} {clip}: {losses[0]:.6f} to {losses[-1]:.6f}", flush=True)
            optimizer = {**options, "clipNorm": clip}
            entries.append({**config, "by": by, "optimizer": optimizer, "offset": store.length})
            store.add(losses)
            for tensor in weights.values():
                store.add_tensor(tensor, config["seed"])
    return entries


def generator_samples():
    """A few numbers of everything in `generator.py`, for the test of its TypeScript twin."""
    values = generator.uniform(9, 100, 3.0)
    return {
        "stream": generator.stream_of(8, 2),
        "words": [int(word) for word in generator.words(4294967290, 5)],
        "uniform": values[:5].tolist(),
        "below": generator.below(10, 5, 7).tolist(),
        "projections": generator.projections(values, 11)[[0, 1, 32, 33, 64]].tolist(),
        "dropout": generator.dropout_mask(12, 3, 2, 0.25, (2, 2, 5)).ravel().tolist(),
    }


def written(index):
    """The index as JSON with an entry a line."""
    lines = []
    for name, value in index.items():
        text = json.dumps(value)
        if isinstance(value, list):
            text = "[\n    " + ",\n    ".join(json.dumps(entry) for entry in value) + "\n  ]"
        lines.append(f"  {json.dumps(name)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main():
    store = Numbers()
    entries, worst = record_configurations(store)
    index = {
        "versions": {
            "torch": torch_model.torch.__version__.split("+")[0],
            "keras": keras_model.keras.__version__,
            "tensorflow": keras_model.tf.__version__,
            "numpy": np.__version__,
        },
        "kerasDifference": float(f"{worst:.2g}"),
        "generator": generator_samples(),
        "configurations": entries,
        "curves": record_curves(store),
        "length": store.length,
    }
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "fixtures.json").write_text(written(index))
    np.concatenate(store.parts).tofile(FOLDER / "fixtures.bin")
    print(f"{store.length * 8 / 1e6:.1f} MB, PyTorch and Keras differ by at most {worst:.1e}")


if __name__ == "__main__":
    main()
