"""What `recurrent_dropout` costs a Keras LSTM on a processor: the time of a training step without dropout, with `dropout`
and with `recurrent_dropout`, in one run, one after the other in every round, the shortest of all rounds.

    python3 tests/reference/recurrent_dropout_cost.py

Writes `content/recorded/recurrent-dropout/cost.json`. Backends run in processes of their own.
"""

import datetime
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "content" / "recorded" / "recurrent-dropout" / "cost.json"
SIZE = {"units": 64, "inputs": 16, "steps": 50, "batch": 32}
ROUNDS = 25
FIXED = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "OMP_NUM_THREADS": "1"}
VARIANTS = {"none": {}, "dropout": {"dropout": 0.2}, "recurrent": {"recurrent_dropout": 0.2}}


def measure():
    """Milliseconds of the shortest training step of each variant, on the backend of this process."""
    import keras
    import numpy as np

    keras.utils.set_random_seed(0)
    x = np.random.randn(SIZE["batch"], SIZE["steps"], SIZE["inputs"]).astype("float32")
    y = np.random.randn(SIZE["batch"], 1).astype("float32")
    models = {}
    for name, options in VARIANTS.items():
        model = keras.Sequential([
            keras.Input(x.shape[1:]),
            keras.layers.LSTM(SIZE["units"], **options),
            keras.layers.Dense(1),
        ])
        model.compile("adam", "mse")
        # The first steps build and compile.
        for _ in range(3):
            model.train_on_batch(x, y)
        models[name] = model
    shortest = {name: float("inf") for name in models}
    for _ in range(ROUNDS):
        for name, model in models.items():
            start = time.perf_counter()
            model.train_on_batch(x, y)
            shortest[name] = min(shortest[name], 1000 * (time.perf_counter() - start))
    return {"keras": keras.__version__, "milliseconds": {k: round(v, 2) for k, v in shortest.items()}}


def main():
    if len(sys.argv) > 1:
        print(json.dumps(measure()))
        return
    backends = {}
    for backend in ("torch", "tensorflow"):
        done = subprocess.run(
            [sys.executable, __file__, "measure"], env=os.environ | FIXED | {"KERAS_BACKEND": backend},
            text=True, stdout=subprocess.PIPE, check=True,
        )
        backends[backend] = json.loads(done.stdout.splitlines()[-1])
    keras = {found.pop("keras") for found in backends.values()}
    record = {
        "date": datetime.date.today().isoformat(),
        "command": "python3 tests/reference/recurrent_dropout_cost.py",
        "keras": keras.pop(),
        "size": SIZE,
        "rounds": ROUNDS,
        "backends": {name: found["milliseconds"] for name, found in backends.items()},
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(record, indent=2) + "\n")
    print(json.dumps(record, indent=2))


if __name__ == "__main__":
    main()
