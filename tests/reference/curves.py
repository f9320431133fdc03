"""Which training runs the fixtures hold: 20 updates on 20 batches, by PyTorch's and Keras' own optimizers."""

import keras
import numpy as np
import torch

import configurations
import keras_model
import torch_model

UPDATES = 20
CLIP = 0.1
ADAM = {"kind": "adam", "learningRate": 0.0625, "beta1": 0.9, "beta2": 0.999}
TORCH = {**ADAM, "epsilon": 1e-8, "epsilonPlacement": "pytorch"}
# Keras on TensorFlow rounds the decay rates to float32 in the bias correction, but not in the moments, whatever precision
# the model has: rates that float32 holds exactly leave nothing to round.
RATES = {name: float(np.float32(ADAM[name])) for name in ("beta1", "beta2")}
KERAS = {**ADAM, **RATES, "epsilon": 1e-7, "epsilonPlacement": "keras"}
SGD = {**TORCH, "kind": "sgd", "learningRate": 0.5}

# `by` tells whose optimizer made the curve. `torch clip_grad_norm_` divides by the norm + 1e-6, as we do not, so it is
# recorded beside a curve that is clipped exactly, to show that the two stay within 1e-5.
RUNS = [
    ("torch", TORCH, None),
    ("torch, clipped exactly", TORCH, CLIP),
    ("torch clip_grad_norm_", TORCH, CLIP),
    ("torch", SGD, None),
    ("torch, clipped exactly", SGD, CLIP),
    ("keras", KERAS, None),
    ("keras", KERAS, CLIP),
    ("keras", SGD, None),
    # An epsilon that matters shows where it stands.
    ("torch", {**TORCH, "epsilon": 1e-2}, None),
    ("keras", {**KERAS, "epsilon": 1e-2}, None),
]


def models():
    """A plain stack, one with all options, and dropout, whose mask changes with every update."""
    shape = {"sequenceLength": 7, "batchSize": 8, "numLayers": 2, "initialisation": "pytorch"}
    every = {"bidirectional": True, "residual": True, "lengths": True, "initialState": True, "head": "every"}
    tokens = {"vocabulary": 7, "loss": "softmax", "outputSize": 7}
    return [
        (configurations.configuration("plain", 3000, hiddenSize=16, **shape), RUNS),
        (configurations.configuration("all options", 3001, hiddenSize=5, **shape, **every, **tokens), RUNS),
        (configurations.configuration("dropout", 3002, hiddenSize=8, dropout=0.4, **shape), [RUNS[0], RUNS[6]]),
    ]


def run(config, by, options, clip):
    """Losses, [20], and final weights, {block name: array}."""
    weights = configurations.weights(config)
    batches = [configurations.batch(config, number) for number in range(UPDATES)]
    rate = options["learningRate"]
    betas = options["beta1"], options["beta2"]
    if by == "keras":
        make = {
            "adam": lambda: keras.optimizers.Adam(rate, *betas, epsilon=options["epsilon"], global_clipnorm=clip),
            "sgd": lambda: keras.optimizers.SGD(rate, global_clipnorm=clip),
        }[options["kind"]]
        return keras_model.curve(config, weights, batches, make())
    make = {
        "adam": lambda parameters: torch.optim.Adam(parameters, lr=rate, betas=betas, eps=options["epsilon"]),
        "sgd": lambda parameters: torch.optim.SGD(parameters, lr=rate),
    }[options["kind"]]
    clipper = torch.nn.utils.clip_grad_norm_ if by == "torch clip_grad_norm_" else torch_model.clip_exactly
    return torch_model.curve(config, weights, batches, make, clip and (lambda all: clipper(all, clip)))
