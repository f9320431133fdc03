"""A configuration in PyTorch, float64 on the CPU: what the fixtures record.

`nn.LSTM` has two biases; ours is their sum. `bias_hh` is therefore zero and frozen, and `bias_ih` is ours: its gradient is
the gradient of the sum, and an optimizer moves it once.
"""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

import generator

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


class Model(nn.Module):
    """Embedding, LSTM layers and head. Without residual paths and dropout the layers are one stacked `nn.LSTM`."""

    def __init__(self, config, weights):
        super().__init__()
        self.spec, self.seed = config["spec"], config["seed"]
        spec = self.spec
        inputs, width, count = spec["inputSize"], spec["hiddenSize"], spec["numLayers"]
        self.directions = 2 if spec.get("bidirectional") else 1
        both = self.directions == 2
        if "vocabulary" in spec:
            self.embedding = nn.Embedding(spec["vocabulary"], inputs)
        if spec.get("residual") or spec.get("dropout"):
            reads = [inputs] + [self.directions * width] * (count - 1)
            self.stack = nn.ModuleList(nn.LSTM(size, width, bidirectional=both) for size in reads)
        else:
            self.stack = nn.ModuleList([nn.LSTM(inputs, width, count, bidirectional=both)])
        self.head = nn.Linear(self.directions * width, spec["outputSize"])
        self.blocks = {name: self.parameter_of(name) for name in weights}
        with torch.no_grad():
            for module in self.stack:
                for name, parameter in module.named_parameters():
                    if name.startswith("bias_hh"):
                        parameter.zero_()
                        parameter.requires_grad_(False)
            for name, (parameter, transposed) in self.blocks.items():
                values = torch.tensor(weights[name])
                parameter.copy_(values.T if transposed else values)

    def parameter_of(self, name):
        """PyTorch's parameter for one of our blocks, and whether it is transposed. Both order gates i, f, g, o."""
        if name == "embedding":
            return self.embedding.weight, False
        if name.startswith("head"):
            return (self.head.bias, False) if name.endswith("bias") else (self.head.weight, True)
        layer, *backward, kind = name.removeprefix("layer").split(".")
        single = len(self.stack) > 1
        module = self.stack[int(layer) - 1] if single else self.stack[0]
        theirs = {"kernel": "weight_ih", "recurrent": "weight_hh", "bias": "bias_ih"}[kind]
        suffix = "_reverse" if backward else ""
        return getattr(module, f"{theirs}_l{0 if single else int(layer) - 1}{suffix}"), kind != "bias"

    def forward(self, batch, update=0, training=True):
        """Outputs (zero at padding), inputs as layer 1 reads them, and state in and out: leaves of the graph or results."""
        inputs = torch.tensor(batch["inputs"])
        inputs = self.embedding(inputs) if "vocabulary" in self.spec else inputs.requires_grad_()
        inputs.retain_grad()
        steps, rows = inputs.shape[:2]
        cells = self.directions * self.spec["numLayers"]
        zero = torch.zeros(cells, rows, self.spec["hiddenSize"])
        h, c = (torch.tensor(batch[name]) if batch[name] is not None else zero.clone() for name in "hc")
        h.requires_grad_()
        c.requires_grad_()
        lengths = batch["lengths"]

        def run(module, sequence, first, last):
            state = (h[first:last].contiguous(), c[first:last].contiguous())
            if lengths is None:
                return module(sequence, state)
            packed = pack_padded_sequence(sequence, torch.tensor(lengths), enforce_sorted=False)
            out, final = module(packed, state)
            return pad_packed_sequence(out, total_length=steps)[0], final

        sequence, finals = inputs, []
        if len(self.stack) == 1 and self.spec["numLayers"] > 1:
            sequence, final = run(self.stack[0], inputs, 0, cells)
            finals.append(final)
        else:
            for index, module in enumerate(self.stack):
                layer = index + 1
                reads = sequence
                p = self.spec.get("dropout", 0) if training else 0
                if layer > 1 and p > 0:
                    mask = generator.dropout_mask(self.seed, update, layer - 1, p, tuple(reads.shape))
                    reads = reads * torch.tensor(mask)
                out, final = run(module, reads, index * self.directions, layer * self.directions)
                sequence = out + sequence if layer > 1 and self.spec.get("residual") else out
                finals.append(final)
        h_n, c_n = (torch.cat(states) for states in zip(*finals))

        ends = torch.full((rows,), steps) if lengths is None else torch.tensor(lengths)
        real = torch.arange(steps)[:, None] < ends
        if self.spec["head"] == "every":
            outputs = self.head(sequence) * real[:, :, None]
        else:
            width = self.spec["hiddenSize"]
            last = sequence[ends - 1, torch.arange(rows)]
            outputs = self.head(torch.cat([last[:, :width], sequence[0, :, width:]], dim=1))
        return {"outputs": outputs, "inputs": inputs, "h": h, "c": c, "h_n": h_n, "c_n": c_n, "real": real}

    def loss(self, batch, passed):
        outputs, targets = passed["outputs"], torch.tensor(batch["targets"])
        if self.spec["head"] == "every":
            outputs, targets = outputs[passed["real"]], targets[passed["real"]]
        if self.spec["loss"] == "softmax":
            return nn.functional.cross_entropy(outputs, targets)
        return nn.functional.mse_loss(outputs, targets)


def numbers(tensor):
    return tensor.detach().numpy()


def results(config, weights, batch):
    """{tensor name: array} of everything a fixture records, in the order it is stored.

    outputs, h, c: a prediction, without dropout. loss, d.*: of the first update, with it. A parameter that the loss does
    not depend on has the gradient 0.
    """
    model = Model(config, weights)
    predicted = model.forward(batch, training=False)
    passed = model.forward(batch)
    loss = model.loss(batch, passed)
    loss.backward()
    found = {"outputs": predicted["outputs"], "h": predicted["h_n"], "c": predicted["c_n"], "loss": loss.reshape(1)}
    for name, (parameter, transposed) in model.blocks.items():
        found[f"d.{name}"] = parameter.grad.T if transposed else parameter.grad
    for name in ["inputs", "h", "c"]:
        found[f"d.{name}"] = passed[name].grad
    return {name: numbers(tensor) for name, tensor in found.items()}


def clip_exactly(parameters, largest):
    """Scales the whole gradient to the norm `largest` when it is longer: `clip_grad_norm_` without its 1e-6."""
    gradients = [parameter.grad for parameter in parameters]
    norm = torch.sqrt(sum((gradient**2).sum() for gradient in gradients))
    if norm > largest:
        for gradient in gradients:
            gradient.mul_(largest / norm)


def curve(config, weights, batches, optimizer, clip):
    """Losses before each update, [batches], and the weights after the last, {block name: array}.

    @param optimizer makes a torch.optim optimizer of parameters; @param clip is called with the parameters, or None
    """
    model = Model(config, weights)
    parameters = [parameter for parameter, _ in model.blocks.values()]
    steps = optimizer(parameters)
    losses = []
    for update, batch in enumerate(batches):
        steps.zero_grad()
        loss = model.loss(batch, model.forward(batch, update))
        loss.backward()
        if clip:
            clip(parameters)
        steps.step()
        losses.append(loss.item())
    return losses, {
        name: numbers(parameter.T if transposed else parameter)
        for name, (parameter, transposed) in model.blocks.items()
    }
