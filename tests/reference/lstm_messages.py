"""What PyTorch and Keras say, word for word, of arguments, inputs and states that do not fit an LSTM."""

import warnings

import keras
import numpy as np
import torch
from torch.nn.utils.rnn import pack_padded_sequence

# Arguments of `nn.LSTM(3, 4, …)`.
TORCH_ARGUMENTS = [
    {"dropout": 0.5},
    {"dropout": 0.5, "num_layers": 2},
    {"dropout": 0.2, "bidirectional": True},
    {"dropout": 1.5, "num_layers": 2},
    {"dropout": -0.1, "num_layers": 2},
    {"proj_size": 4},
    {"proj_size": 7},
    {"proj_size": -1},
    {"dropout": 0.5, "proj_size": 9},
    {"proj_size": 2},
    {"dropout": 0.5, "proj_size": 2},
    {"hidden_size": 0},
    {"num_layers": 0},
]
# Arguments, shape of the input, and shapes of h_0 and c_0 or None, of `nn.LSTM(3, 4, …)`.
TORCH_CALLS = [
    ({}, [3], None),
    ({}, [5, 2, 2, 3], None),
    ({}, [5, 2, 4], None),
    ({}, [5, 1], None),
    ({}, [0, 2, 3], None),
    ({}, [5, 0, 3], None),
    ({}, [5, 2, 3], [[2, 2, 4], [2, 2, 4]]),
    ({}, [5, 2, 3], [[1, 5, 4], [1, 5, 4]]),
    ({}, [5, 2, 3], [[1, 2, 4], [1, 2, 3]]),
    ({"batch_first": True}, [2, 5, 3], [[2, 1, 4], [2, 1, 4]]),
    ({"batch_first": True}, [2, 5, 3], [[1, 5, 4], [1, 5, 4]]),
    ({"num_layers": 2, "bidirectional": True}, [5, 2, 3], [[2, 2, 4], [2, 2, 4]]),
    ({"proj_size": 2}, [5, 2, 3], [[1, 2, 4], [1, 2, 4]]),
    ({"proj_size": 2}, [5, 2, 3], [[1, 2, 2], [1, 2, 2]]),
    ({}, [5, 2, 3], [[1, 4], [1, 4]]),
    ({}, [5, 3], [[1, 1, 4], [1, 1, 4]]),
    ({}, [5, 3], [[2, 4], [2, 4]]),
    ({"num_layers": 2}, [5, 3], [[2, 4], [1, 4]]),
]
# Lengths and whether they must be sorted, for two sequences of up to three steps.
TORCH_LENGTHS = [([2, 3], True), ([3, 2], True), ([2, 3], False), ([2, 0], False)]


def said(make):
    """Warnings and the error of a call: [[class, text] …], every time and not only the first."""
    torch.set_warn_always(True)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            make()
        except Exception as error:  # noqa: BLE001
            return [*map(warned, caught), (type(error).__name__, plain(error))]
    return [*map(warned, caught)]


def warned(one):
    return one.category.__name__, plain(one.message)


def plain(message):
    """Without the numbers that Keras received and the place in PyTorch's source: they are no part of the message."""
    return str(message).split(" Inputs received: ")[0].split(" (Triggered internally at ")[0]


def torch_call(arguments, shape, states):
    module = torch.nn.LSTM(**{"input_size": 3, "hidden_size": 4, **arguments})
    module(torch.zeros(shape), states and tuple(torch.zeros(state) for state in states))


KERAS_ARGUMENTS = [
    {"units": 0},
    {"units": -3},
    {"merge_mode": "average"},
    {"activation": "tanhh"},
]
KERAS_SHAPES = [[2, 3], [2, 5, 2, 3]]


def keras_made(arguments):
    mode = arguments.get("merge_mode", "concat")
    layer = keras.layers.LSTM(**{"units": 4, **{k: v for k, v in arguments.items() if k != "merge_mode"}})
    if "merge_mode" in arguments:
        keras.layers.Bidirectional(layer, merge_mode=mode)


def keras_call(shape):
    keras.layers.LSTM(4, name="lstm")(np.zeros(shape))


def keras_stack(arguments):
    """The second of two layers whose first returns less, or more, than one sequence."""
    layers = []
    for k in range(2):
        end = f"_{k}" if k else ""
        sequences = arguments.get("return_sequences", False) if k == 0 else False
        layer = keras.layers.LSTM(4, name=f"lstm{end}", return_sequences=sequences)
        if "merge_mode" in arguments:
            layer = keras.layers.Bidirectional(layer, merge_mode=arguments["merge_mode"], name=f"bidirectional{end}")
        layers.append(layer)
    layers[1](layers[0](np.zeros([2, 5, 3])))


KERAS_STACKS = [
    {},
    {"return_sequences": True},
    {"merge_mode": "concat"},
    {"merge_mode": "sum"},
    {"merge_mode": None},
    {"merge_mode": None, "return_sequences": True},
    {"merge_mode": "concat", "return_sequences": True},
]


def messages():
    torch_arguments = [
        {"of": "torch", "arguments": each, "said": said(lambda: torch_call(each, [5, 2, 3], None))}
        for each in TORCH_ARGUMENTS
    ]
    torch_calls = [
        {"of": "torch", "arguments": a, "input": x, "states": s, "said": said(lambda: torch_call(a, x, s))}
        for a, x, s in TORCH_CALLS
    ]
    lengths = [
        {
            "of": "pack",
            "lengths": each,
            "sorted": must,
            "said": said(lambda: pack_padded_sequence(torch.zeros(3, 2, 3), each, enforce_sorted=must)),
        }
        for each, must in TORCH_LENGTHS
    ]
    keras_arguments = [
        {"of": "keras", "arguments": each, "said": said(lambda: keras_made(each))} for each in KERAS_ARGUMENTS
    ]
    keras_calls = [{"of": "keras", "input": each, "said": said(lambda: keras_call(each))} for each in KERAS_SHAPES]
    stacks = [{"of": "keras", "stack": each, "said": said(lambda: keras_stack(each))} for each in KERAS_STACKS]
    return torch_arguments + torch_calls + lengths + keras_arguments + keras_calls + stacks
