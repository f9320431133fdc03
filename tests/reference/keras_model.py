"""The same configuration in Keras on TensorFlow, float64: a second opinion on every number, and Keras' own optimizers.

Padding is a mask and the backward direction is `Bidirectional`. Keras orders gates i, f, c, o and has one bias, as we do.
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

import generator  # noqa: E402

keras.config.set_floatx("float64")


class Model:
    """Embedding, LSTM layers and head."""

    def __init__(self, config, weights):
        self.spec, self.seed = config["spec"], config["seed"]
        spec = self.spec
        width = spec["hiddenSize"]
        self.directions = 2 if spec.get("bidirectional") else 1
        self.variables = {}
        if "vocabulary" in spec:
            self.embedding = keras.layers.Embedding(spec["vocabulary"], spec["inputSize"])
            self.embedding.build()
            self.keep(self.embedding, ["embedding"], weights)
        self.stack = []
        for layer in range(1, spec["numLayers"] + 1):
            made = keras.layers.LSTM(width, return_sequences=True, return_state=True)
            if self.directions == 2:
                made = keras.layers.Bidirectional(made)
            made.build((None, None, spec["inputSize"] if layer == 1 else self.directions * width))
            names = [
                f"layer{layer}{direction}.{kind}"
                for direction in ["", ".backward"][: self.directions]
                for kind in ["kernel", "recurrent", "bias"]
            ]
            self.keep(made, names, weights)
            self.stack.append(made)
        self.head = keras.layers.Dense(spec["outputSize"])
        self.head.build((None, self.directions * width))
        self.keep(self.head, ["head.kernel", "head.bias"], weights)

    def keep(self, layer, names, weights):
        layer.set_weights([weights[name] for name in names])
        self.variables.update(zip(names, layer.trainable_variables, strict=True))

    def forward(self, batch, update=0, training=True):
        """As in `torch_model`; Keras is batch-major, what is returned is time-major."""
        spec, width = self.spec, self.spec["hiddenSize"]
        inputs = tf.constant(np.swapaxes(batch["inputs"], 0, 1))
        if "vocabulary" in spec:
            inputs = self.embedding(inputs)
        rows, steps = inputs.shape[:2]
        shape = (self.directions * spec["numLayers"], rows, width)
        h, c = (tf.constant(batch[name] if batch[name] is not None else np.zeros(shape)) for name in "hc")
        ends = np.full(rows, steps) if batch["lengths"] is None else batch["lengths"]
        real = np.arange(steps) < ends[:, None]
        mask = None if batch["lengths"] is None else tf.constant(real)
        return inputs, h, c, real, lambda: self.outputs(inputs, h, c, mask, ends, update, training)

    def outputs(self, inputs, h, c, mask, ends, update, training):
        spec, width = self.spec, self.spec["hiddenSize"]
        sequence, h_n, c_n = inputs, [], []
        for index, layer in enumerate(self.stack):
            reads = sequence
            p = spec.get("dropout", 0) if training else 0
            if index > 0 and p > 0:
                rows, steps, size = reads.shape
                dropped = generator.dropout_mask(self.seed, update, index, p, (steps, rows, size))
                reads = reads * np.swapaxes(dropped, 0, 1)
            cells = range(index * self.directions, (index + 1) * self.directions)
            states = [part[cell] for cell in cells for part in (h, c)]
            out, *final = layer(reads, initial_state=states, mask=mask)
            h_n += final[0::2]
            c_n += final[1::2]
            sequence = out + sequence if index > 0 and spec.get("residual") else out
        if spec["head"] == "every":
            outputs = tf.transpose(self.head(sequence), [1, 0, 2])
        else:
            last = tf.gather_nd(sequence, np.stack([np.arange(len(ends)), ends - 1], axis=1))
            outputs = self.head(tf.concat([last[:, :width], sequence[:, 0, width:]], axis=1))
        return outputs, tf.stack(h_n), tf.stack(c_n)

    def loss(self, batch, outputs, real):
        targets = tf.constant(batch["targets"])
        if self.spec["loss"] == "softmax":
            each = keras.losses.sparse_categorical_crossentropy(targets, outputs, from_logits=True)
        else:
            each = keras.losses.mean_squared_error(targets, outputs)
        if self.spec["head"] == "last":
            return tf.reduce_mean(each)
        return tf.reduce_sum(each * real.T) / real.sum()

    def differentiate(self, batch, update=0):
        """Loss, and gradients: {block name: tensor}, of inputs and of the initial state."""
        with tf.GradientTape() as tape:
            inputs, h, c, real, outputs = self.forward(batch, update)
            tape.watch([inputs, h, c])
            loss = self.loss(batch, outputs()[0], real)
        of = tape.gradient(loss, [*self.variables.values(), inputs, h, c])
        # An embedding's gradient comes as the rows that were used.
        of = [tf.convert_to_tensor(gradient) for gradient in of]
        return loss, dict(zip(self.variables, of)), of[-3:]


def results(config, weights, batch):
    """The tensors of `torch_model.results`."""
    model = Model(config, weights)
    *_, real, outputs = model.forward(batch, training=False)
    predicted, h_n, c_n = outputs()
    if config["spec"]["head"] == "every":
        predicted = predicted * real.T[:, :, None]
    loss, gradients, (inputs, h, c) = model.differentiate(batch)
    found = {"outputs": predicted, "h": h_n, "c": c_n, "loss": tf.reshape(loss, [1])}
    found |= {f"d.{name}": gradient for name, gradient in gradients.items()}
    found |= {"d.inputs": tf.transpose(inputs, [1, 0, 2]), "d.h": h, "d.c": c}
    return {name: np.asarray(tensor) for name, tensor in found.items()}


def curve(config, weights, batches, optimizer):
    """Losses before each update, and the weights after the last, as `torch_model.curve`.

    @param optimizer a new keras optimizer, which clips by itself
    """
    model = Model(config, weights)
    variables = list(model.variables.values())
    losses = []
    for update, batch in enumerate(batches):
        loss, gradients, _ = model.differentiate(batch, update)
        optimizer.apply([gradients[name] for name in model.variables], variables)
        losses.append(float(loss))
    return losses, {name: np.asarray(variable) for name, variable in model.variables.items()}
