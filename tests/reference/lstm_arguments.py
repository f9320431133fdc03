"""Makes the fixture of every combination of arguments of PyTorch's and Keras' LSTM: shapes, names, numbers and messages.

    venv/bin/python tests/reference/lstm_arguments.py        (requirements.txt names the versions)

It is what `torch-lstm.ts`, `keras-lstm.ts` and the float64 runs `torch-forward.ts`, `keras-forward.ts` in `src/model/` are
tested against:

    fixtures/lstm-arguments.json

`torch` and `keras` list modules with the names and shapes of their weights, and under each its runs: the shapes of what it
returns, and all its numbers one after the other, little-endian float64 in base64. Weights and data are not stored: number
`n` of the weights is `uniform(stream_of(seed, 16 + n), count, 1 / sqrt(width))`, the input is stream 0 and the initial
states are streams 3 and 4, with scale 1. `messages` lists what the frameworks say of arguments, inputs and states that do
not fit.
"""

import base64
import itertools
import json
import os
from pathlib import Path

# Keras on PyTorch 3.15 rounds to float32 somewhere in the loop that it takes for masked sequences.
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras  # noqa: E402
import numpy as np  # noqa: E402
import torch  # noqa: E402
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence  # noqa: E402

import generator  # noqa: E402
import lstm_messages  # noqa: E402

INPUTS, STATE_H, STATE_C, WEIGHTS = 0, 3, 4, 16
STEPS, BATCH, LENGTHS = 3, 2, [2, 3]
# Input width, units and a projection that fits; they take turns.
SIZES = [(3, 4, 2), (1, 3, 1), (2, 5, 3)]
ACTIVATIONS = [("tanh", "sigmoid"), ("tanh", "hard_sigmoid"), ("relu", "sigmoid")]


def numbers(seed, stream, shape, scale=1.0):
    return generator.uniform(generator.stream_of(seed, stream), int(np.prod(shape)), scale).reshape(shape)


def packed(arrays):
    """Shapes and all numbers of what was returned."""
    flat = np.concatenate([np.asarray(array, dtype="<f8").ravel() for array in arrays])
    return {
        "shapes": [list(array.shape) for array in arrays],
        "numbers": base64.b64encode(flat.tobytes()).decode("ascii"),
    }


def torch_run(module, seed, kind, batch_first, given):
    sizes = module.input_size, module.hidden_size, module.proj_size or module.hidden_size
    inputs, hidden, shown = sizes
    rows = [] if kind == "unbatched" else [BATCH]
    x = torch.from_numpy(numbers(seed, INPUTS, (STEPS, *rows, inputs)))
    if batch_first and rows:
        x = x.transpose(0, 1)
    cells = module.num_layers * (2 if module.bidirectional else 1)
    state = None
    if given:
        h, c = numbers(seed, STATE_H, (cells, *rows, shown)), numbers(seed, STATE_C, (cells, *rows, hidden))
        state = torch.from_numpy(h), torch.from_numpy(c)
    with torch.no_grad():
        if kind == "packed":
            sequence = pack_padded_sequence(x, LENGTHS, batch_first=batch_first, enforce_sorted=False)
            output, (h_n, c_n) = module(sequence, state)
            output, _ = pad_packed_sequence(output, batch_first=batch_first)
        else:
            output, (h_n, c_n) = module(x, state)
    return {"kind": kind, "batch_first": batch_first, "given": given, **packed([output, h_n, c_n])}


def torch_modules():
    rows = itertools.product([1, 2, 3], [True, False], [False, True], [False, True])
    for n, (layers, bias, both, projected) in enumerate(rows):
        inputs, hidden, projection = SIZES[n % 3]
        arguments = {
            "input_size": inputs,
            "hidden_size": hidden,
            "num_layers": layers,
            "bias": bias,
            "bidirectional": both,
            "proj_size": projection if projected else 0,
        }
        seed, runs = 5000 + n, []
        for kind, batch_first, given in itertools.product(
            ["batched", "unbatched", "packed"], [False, True], [False, True]
        ):
            module = torch.nn.LSTM(**arguments, batch_first=batch_first).double()
            for k, weight in enumerate(module.parameters()):
                values = numbers(seed, WEIGHTS + k, tuple(weight.shape), 1 / np.sqrt(float(hidden)))
                weight.data.copy_(torch.from_numpy(values))
            runs.append(torch_run(module, seed, kind, batch_first, given))
        weights = [(name, list(weight.shape)) for name, weight in module.named_parameters()]
        count = sum(weight.numel() for weight in module.parameters())
        yield {"arguments": arguments, "seed": seed, "weights": weights, "count": count, "runs": runs}


def keras_stack(arguments, depth, merge_mode):
    """`depth` layers of the same arguments, of which only the last may return less than the whole sequence."""
    layers = []
    for k in range(depth):
        lower = {} if k == depth - 1 else {"return_sequences": True, "return_state": False}
        layer = keras.layers.LSTM(**{**arguments, **lower})
        layers.append(layer if merge_mode == "one direction" else keras.layers.Bidirectional(layer, merge_mode=merge_mode))
    return layers


def keras_run(config, n):
    arguments, depth, merge_mode, masked = config
    inputs, units, _ = SIZES[n % 3]
    activation, recurrent = ACTIVATIONS[n // 3 % 3]
    arguments = {
        **arguments,
        "units": units,
        "activation": activation,
        "recurrent_activation": recurrent,
    }
    layers = keras_stack(arguments, depth, merge_mode)
    seed = 6000 + n
    mask = np.arange(STEPS) < np.array(LENGTHS)[:, None] if masked else None
    x = np.swapaxes(numbers(seed, INPUTS, (STEPS, BATCH, inputs)), 0, 1)
    weights, k = [], 0
    for layer in layers:
        layer.build(tuple(x.shape))
        for weight in layer.weights:
            values = numbers(seed, WEIGHTS + k, tuple(weight.shape), 1 / np.sqrt(float(units)))
            weight.assign(values)
            weights.append((weight.name, list(weight.shape)))
            k += 1
        found = layer(x, mask=mask)
        x = found[0] if isinstance(found, (list, tuple)) else found
    found = found if isinstance(found, (list, tuple)) else [found]
    return {
        "arguments": arguments,
        "inputs": inputs,
        "layers": depth,
        "merge_mode": merge_mode,
        "masked": masked,
        "seed": seed,
        "weights": weights,
        "count": sum(layer.count_params() for layer in layers),
        **packed([keras.ops.convert_to_numpy(one) for one in found]),
    }


def keras_runs():
    flag = [False, True]
    names = ["use_bias", "return_sequences", "return_state", "go_backwards"]
    one = [
        (dict(zip(names, values)), depth, "one direction", masked)
        for *values, depth, masked in itertools.product([True, False], flag, flag, flag, [1, 2], flag)
    ]
    both = [
        (dict(zip(names, [bias, sequences, state, False])), depth, mode, masked)
        for mode, bias, sequences, state, depth, masked in itertools.product(
            ["concat", "sum", "mul", "ave", None], [True, False], flag, flag, [1, 2], flag
        )
        # Two sequences side by side are no input for a second layer.
        if not (mode is None and depth == 2)
    ]
    return [keras_run(config, n) for n, config in enumerate(one + both)]


def forget_bias():
    """What a layer's bias starts from, by `unit_forget_bias`."""
    made = {}
    for flag in [True, False]:
        layer = keras.layers.LSTM(2, unit_forget_bias=flag)
        layer.build((None, None, 1))
        made[str(flag)] = layer.cell.bias.numpy().tolist()
    return made


def main():
    keras.config.set_floatx("float64")
    torch_entries, keras_entries = list(torch_modules()), keras_runs()
    versions = {"torch": torch.__version__.split("+")[0], "keras": keras.__version__}
    line = lambda entry: json.dumps(entry, separators=(",", ":"))  # noqa: E731
    lists = {"torch": torch_entries, "keras": keras_entries, "messages": lstm_messages.messages()}
    text = '{"versions":%s,"forgetBias":%s' % (line(versions), line(forget_bias()))
    for name, entries in lists.items():
        text += ',\n"%s":[\n%s\n]' % (name, ",\n".join(line(entry) for entry in entries))
    path = Path(__file__).parent / "fixtures" / "lstm-arguments.json"
    path.write_text(text + "}\n")
    runs = sum(len(entry["runs"]) for entry in torch_entries)
    print(f"PyTorch: {runs} runs; Keras: {len(keras_entries)}; {len(lists['messages'])} messages; {len(text)} bytes")


if __name__ == "__main__":
    main()
