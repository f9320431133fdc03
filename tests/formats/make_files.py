"""Real files of LSTM weights, written by the frameworks themselves, with what the frameworks compute from them."""

import os
import warnings
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "torch")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import onnxruntime
import safetensors.torch
import torch
from torch import nn


@dataclass(frozen=True)
class Case:
    """One stack: I inputs, H units a layer, L layers, D directions; H may differ by layer in Keras only."""

    inputs: int
    units: int
    layers: int
    directions: int = 1
    projection: int = 0
    bias: bool = True

    @property
    def name(self) -> str:
        tail = ("-bi" if self.directions == 2 else "") + (f"-proj{self.projection}" if self.projection else "")
        return f"{self.layers}x{self.units}{tail}{'' if self.bias else '-nobias'}"

    def json(self) -> dict:
        return {
            "inputSize": self.inputs,
            "hiddenSize": self.units,
            "layers": self.layers,
            "directions": self.directions,
            "projection": self.projection,
            "bias": self.bias,
        }


def sequences(case: Case, seed: int = 7) -> np.ndarray:
    """Inputs, [B, T, I]."""
    return np.random.default_rng(seed).standard_normal((2, 9, case.inputs)).astype(np.float32)


class Stack(nn.Module):
    """nn.LSTM below another module, so that its tensors have a prefix, and beside one that is none of ours."""

    def __init__(self, case: Case):
        super().__init__()
        self.lstm = nn.LSTM(
            case.inputs,
            case.units,
            case.layers,
            bias=case.bias,
            batch_first=True,
            bidirectional=case.directions == 2,
            proj_size=case.projection,
        )
        self.head = nn.Linear(2, 1)

    def forward(self, x):
        return self.lstm(x)[0]


def torch_stack(case: Case) -> Stack:
    torch.manual_seed(3)
    return Stack(case).eval()


def keras_stack(case: Case) -> keras.Sequential:
    """A new model each time, with layers called as a fresh session calls them."""
    keras.utils.clear_session()
    keras.utils.set_random_seed(5)
    make = lambda: keras.layers.LSTM(case.units, return_sequences=True, use_bias=case.bias)
    wrap = (lambda l: keras.layers.Bidirectional(l)) if case.directions == 2 else (lambda l: l)
    model = keras.Sequential([keras.Input((None, case.inputs)), *(wrap(make()) for _ in range(case.layers))])
    rng = np.random.default_rng(11)
    # Keras begins with biases of 0 and 1; random ones tell the gates apart.
    for layer in model.layers:
        layer.set_weights([(w + 0.2 * rng.standard_normal(w.shape)).astype(w.dtype) for w in layer.get_weights()])
    return model


def run_torch(model: Stack, case: Case) -> np.ndarray:
    with torch.no_grad():
        return model(torch.from_numpy(sequences(case))).numpy()


def run_keras(model, case: Case) -> np.ndarray:
    return keras.ops.convert_to_numpy(model(sequences(case), training=False))


def run_onnx(path: Path, case: Case, time_major: bool) -> np.ndarray:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    x = sequences(case)
    y = session.run(None, {"x": x.transpose(1, 0, 2) if time_major else x})[0]
    return y.transpose(1, 0, 2) if time_major else y


def write_source(kind: str, case: Case, folder: Path) -> tuple[Path, np.ndarray]:
    """Writes a file with the framework, and what the framework computes from it, [B, T, D·H]."""
    if kind == "pytorch":
        model, path = torch_stack(case), folder / f"pytorch-{case.name}.safetensors"
        safetensors.torch.save_file(model.state_dict(), path)
        return path, run_torch(model, case)
    if kind == "onnx":
        model, path = torch_stack(case), folder / f"onnx-{case.name}.onnx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                model,
                (torch.from_numpy(sequences(case)),),
                path,
                dynamo=False,
                input_names=["x"],
                output_names=["y"],
                verbose=False,
            )
        return path, run_onnx(path, case, time_major=False)
    ending = ".weights.h5" if kind == "keras-weights" else ".keras"
    model, path = keras_stack(case), folder / f"{kind}-{case.name}{ending}"
    model.save_weights(path) if kind == "keras-weights" else model.save(path)
    return path, run_keras(model, case)
