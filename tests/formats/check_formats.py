"""Holds the weight converter against the frameworks: `npm run check:formats`.

Files are written by PyTorch, Keras and PyTorch's ONNX exporter, converted by this site's code in Node, and loaded by
PyTorch, Keras and onnxruntime again. Recorded is the largest difference between what the source framework and the
target framework compute from the same random sequences (content/recorded/conversions/).

Core ML, WebNN and cuDNN do not run here: for them numpy computes the LSTM from the tensors and the documented order of
the gates. TensorFlow.js is held against in tests/formats/tfjs.test.ts.

`--fixtures` writes small files for the tests and the demo instead (tests/formats/fixtures, public/models/weight-converter).
"""

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import numpy as np
import safetensors.numpy
import safetensors.torch
import torch
from make_files import (
    Case,
    keras,
    keras_stack,
    run_keras,
    run_onnx,
    run_torch,
    sequences,
    torch_stack,
    write_source,
)

ROOT = Path(__file__).parents[2]
RECORDED = ROOT / "content/recorded/conversions"
SOURCES = ("pytorch", "keras-weights", "keras", "onnx")
CASES = (Case(5, 7, 1), Case(5, 7, 2), Case(5, 7, 3), Case(5, 7, 1, 2), Case(5, 7, 2, 2), Case(5, 7, 2, bias=False))
TARGETS = ("pytorch", "keras-weights", "keras", "onnx", "coreml", "webnn", "webnn-ifgo", "cudnn")
#: float32 keeps about seven digits.
TOLERANCE = 1e-6

FIXTURES = [
    ("pytorch", Case(3, 5, 2)),
    ("pytorch", Case(3, 4, 2, 2)),
    ("pytorch", Case(3, 4, 2, 2, projection=2)),
    ("pytorch", Case(3, 5, 1, bias=False)),
    ("keras-weights", Case(3, 4, 2)),
    ("keras-weights", Case(3, 4, 2, 2)),
    ("keras", Case(3, 4, 3)),
    ("keras", Case(3, 4, 1, 2)),
    ("onnx", Case(3, 5, 2)),
    ("onnx", Case(3, 4, 2, 2)),
]
#: The demo's examples; the tests read them from there.
EXAMPLES = ("pytorch-2x5.safetensors", "keras-weights-2x4-bi.weights.h5", "onnx-2x5.onnx")


def convert(jobs: list[dict]) -> list[dict]:
    command = ["node", "--experimental-strip-types", "--disable-warning=ExperimentalWarning"]
    done = subprocess.run(
        [*command, "tests/formats/convert-files.mjs"], input=json.dumps(jobs), capture_output=True, text=True, cwd=ROOT
    )
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def run_numpy(path: Path, case: Case, target: str) -> np.ndarray:
    """The LSTM from the tensors of a raw layout, in the documented order of gates, float64."""
    t = {k: v.astype(np.float64) for k, v in safetensors.numpy.load_file(path).items()}
    order = {"coreml": "ifog", "webnn": "iofg", "webnn-ifgo": "ifgo", "cudnn": "ifgo"}[target]
    H = case.units

    def cell(layer, d):
        if target == "coreml":
            end = "_back" if d else ""
            bias = t.get(f"lstm_{layer}.bias{end}", np.zeros(4 * H))
            return t[f"lstm_{layer}.weight_ih{end}"], t[f"lstm_{layer}.weight_hh{end}"], bias
        if target == "cudnn":
            p = f"layer_{layer * case.directions + d}.linLayerID_"
            W, U = (np.concatenate([t[f"{p}{k}.matrix"] for k in ids]) for ids in ((0, 1, 2, 3), (4, 5, 6, 7)))
            b = [t.get(f"{p}{k}.bias", np.zeros(H)) for k in range(8)]
            return W, U, np.concatenate(b[:4]) + np.concatenate(b[4:])
        zero = np.zeros((case.directions, 4 * H))
        bias = t.get(f"lstm_{layer}.bias", zero)[d] + t.get(f"lstm_{layer}.recurrentBias", zero)[d]
        return t[f"lstm_{layer}.weight"][d], t[f"lstm_{layer}.recurrentWeight"][d], bias

    y = sequences(case).astype(np.float64)
    for layer in range(case.layers):
        ways = []
        for d in range(case.directions):
            W, U, b = cell(layer, d)
            x = y[:, ::-1] if d else y
            h, c, out = np.zeros((x.shape[0], H)), np.zeros((x.shape[0], H)), []
            for step in range(x.shape[1]):
                z = dict(zip(order, np.split(x[:, step] @ W.T + h @ U.T + b, 4, axis=1)))
                c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["g"])
                h = sigmoid(z["o"]) * np.tanh(c)
                out.append(h)
            out = np.stack(out, 1)
            ways.append(out[:, ::-1] if d else out)
        y = np.concatenate(ways, -1)
    return y


def run_target(target: str, path: Path, case: Case) -> np.ndarray:
    if target == "pytorch":
        model = torch_stack(case)
        state = safetensors.torch.load_file(path)
        with torch.no_grad():
            for p in model.lstm.parameters():
                p.fill_(float("nan"))
        model.lstm.load_state_dict(state, strict=False)
        return run_torch(model, case)
    if target == "keras-weights":
        model = keras_stack(case)
        model.set_weights([np.full_like(w, np.nan) for w in model.get_weights()])
        model.load_weights(path)
        return run_keras(model, case)
    if target == "keras":
        return run_keras(keras.saving.load_model(path), case)
    if target == "onnx":
        return run_onnx(path, case, time_major=True)
    return run_numpy(path, case, target)


def check() -> None:
    packages = ("torch", "keras", "onnx", "onnxruntime", "safetensors", "h5py")
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    versions = {name: version(name).split("+")[0] for name in packages}
    versions |= {name: lock[f"node_modules/{name}"]["version"] for name in ("h5wasm", "fflate")}
    failed = []
    for source in SOURCES:
        rows = []
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            written = [(case, *write_source(source, case, folder)) for case in CASES]
            plan = [(case, y, path, target) for case, path, y in written for target in TARGETS]
            jobs = [
                {"input": str(path), "target": target, "folder": name, "name": f"{k}"}
                for k, (_, _, path, target) in enumerate(plan)
            ]
            for (case, y, _, target), answer in zip(plan, convert(jobs)):
                difference = float(np.abs(run_target(target, Path(answer["path"]), case) - y).max())
                rows.append({**case.json(), "target": target, "difference": difference, "inPage": answer["difference"]})
                if not difference <= TOLERANCE:
                    failed.append(f"{source} {case.name} to {target}: {difference}")
                print(f"{source:14} {case.name:14} {target:14} {difference:.1e}")
        record = {
            "command": "npm run check:formats",
            "date": datetime.date.today().isoformat(),
            "source": source,
            "versions": versions,
            "tolerance": TOLERANCE,
            "conversions": rows,
        }
        RECORDED.mkdir(parents=True, exist_ok=True)
        (RECORDED / f"{source}.json").write_text(json.dumps(record, indent=2) + "\n")
    if failed:
        sys.exit("\n".join(failed))


def fixtures() -> None:
    tests, demo = ROOT / "tests/formats/fixtures", ROOT / "public/models/weight-converter"
    tests.mkdir(parents=True, exist_ok=True)
    demo.mkdir(parents=True, exist_ok=True)
    expected = []
    for kind, case in FIXTURES:
        path, y = write_source(kind, case, tests)
        path.chmod(0o644)
        if path.name in EXAMPLES:
            path = path.rename(demo / path.name)
        # Time-major, as the site's reference has its sequences.
        expected.append(
            {
                "file": str(path.relative_to(ROOT)),
                "kind": kind,
                **case.json(),
                "x": sequences(case).transpose(1, 0, 2).ravel().tolist(),
                "y": [float(f"{v:.9g}") for v in y.transpose(1, 0, 2).ravel()],
            }
        )
    (tests / "expected.json").write_text(json.dumps(expected) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--fixtures", action="store_true")
    if parser.parse_args().fixtures:
        fixtures()
    else:
        check()
