"""Holds the CRF layer that the article on named entities shows against the golden values, against sums over all paths,
and against itself: padded, saved, trained.

    python3 tests/reference/check_crf.py

Runs on every backend of Keras that is installed, each in a process of its own; the status is 1 if one of them fails.
"""

import importlib.util
import itertools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYER = ROOT / "content" / "code" / "applications" / "ner-bilstm-cnn-crf" / "01-crf.keras.py"
GOLDEN = ROOT / "tests" / "fixtures" / "crf-golden.json"
BACKENDS = ("torch", "tensorflow", "jax")
FIXED = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
BIO = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def measure():
    """The largest difference of each check, on the backend of this process."""
    import keras
    import numpy as np
    from keras import ops

    shown = {}
    exec(compile(LAYER.read_text(), LAYER.name, "exec"), shown)
    CRF, NEVER = shown["CRF"], shown["NEVER"]
    as_array = ops.convert_to_numpy
    rng = np.random.default_rng(3)
    found = {}

    def layer(tags, weights):
        crf = CRF(tags)
        crf.build((None, None, len(tags)))
        crf.set_weights([np.asarray(w, "float32") for w in weights])
        return crf

    def random_layer(tags):
        K = len(tags)
        return layer(tags, [rng.normal(size=K), rng.normal(size=(K, K)), rng.normal(size=K)])

    def every_path(crf, emissions):
        """All paths of one sentence (time, tags) with their scores, in float64 and by the formula."""
        start, A, end = (as_array(w).astype("float64") for w in (crf.start, crf.A, crf.end))
        start, A = start + crf.ban[0], A + crf.ban[1:]
        paths = list(itertools.product(range(len(crf.tags)), repeat=len(emissions)))
        return paths, np.array([
            start[y[0]] + sum(e[k] for e, k in zip(emissions, y))
            + sum(A[i, j] for i, j in itertools.pairwise(y)) + end[y[-1]] for y in paths])

    def gradient(crf, emissions, mask):
        """d log Z / d emissions, which are the marginals."""
        name = keras.backend.backend()
        if name == "torch":
            e = ops.convert_to_tensor(emissions).requires_grad_()
            crf.log_z(e, mask).sum().backward()
            return e.grad.numpy()
        if name == "tensorflow":
            import tensorflow as tf

            e = tf.constant(emissions)
            with tf.GradientTape() as tape:
                tape.watch(e)
                total = ops.sum(crf.log_z(e, mask))
            return tape.gradient(total, e).numpy()
        import jax

        return np.asarray(jax.grad(lambda e: crf.log_z(e, mask).sum())(emissions))

    # Golden values, as they are and with emissions a thousand times as large.
    golden = json.loads(GOLDEN.read_text())
    crf = layer("ABC", [golden["start"], golden["T"], golden["end"]])
    E = np.array([golden["E"]], "float32")
    whole = np.ones(E.shape[:2], "bool")
    path, score = crf.decode(E, whole)
    assert as_array(path)[0].tolist() == golden["viterbi"]
    found["golden"] = max(
        abs(as_array(crf.log_z(E, whole))[0] - golden["logZ"]),
        abs(as_array(score)[0] - golden["vscore"]),
        abs(as_array(crf.loss(np.array([golden["y"]]), E))[0] - golden["nll"]),
    )
    found["marginals"] = np.abs(gradient(crf, E, whole)[0] - golden["marg"]).max()
    found["emissions times 1000, relative"] = abs(as_array(crf.log_z(1000 * E, whole))[0] / 2699.564 - 1)

    # Batches of 1 to 5 tokens with anything at all in the padding, against each sentence alone over all its paths.
    found["every path"] = found["best path"] = found["labels"] = 0.0
    for tags in ("ABC", BIO):
        crf = random_layer(tags)
        E = rng.normal(scale=2, size=(5, 5, len(tags))).astype("float32")
        mask = np.arange(5)[None] < np.arange(1, 6)[:, None]
        rng.shuffle(mask)
        log_z = as_array(crf.log_z(E, mask))
        path, score = map(as_array, crf.decode(E, mask))
        for s, length in enumerate(mask.sum(1)):
            paths, scores = every_path(crf, E[s, :length])
            exact = scores.max() + np.log(np.exp(scores - scores.max()).sum())
            found["every path"] = max(found["every path"], abs(log_z[s] - exact))
            found["best path"] = max(found["best path"], abs(score[s] - scores.max()))
            assert tuple(path[s, :length]) == paths[scores.argmax()]
            assert (path[s, length:] == -1).all()
            some = rng.choice(np.flatnonzero(scores > NEVER / 2))
            labels = np.full((1, 5), -1)
            labels[0, :length] = paths[some]
            loss = as_array(crf.loss(labels, E[s : s + 1]))[0]
            found["labels"] = max(found["labels"], abs(loss - (exact - scores[some])))

    # No path of the decoder breaks a rule, whatever the emissions.
    crf = random_layer(BIO)
    E = rng.normal(scale=9, size=(200, 12, len(BIO))).astype("float32")
    for row in as_array(crf.decode(E, np.ones(E.shape[:2], "bool"))[0]):
        for before, tag in itertools.pairwise(["", *(BIO[k] for k in row)]):
            assert not tag.startswith("I-") or before[2:] == tag[2:], (before, tag)
    assert as_array(crf.loss(np.array([[2, 0]]), E[:1, :2]))[0] > -NEVER / 2

    # In a model: trained with sentences of unlike length, saved, read.
    keras.utils.set_random_seed(0)
    words = keras.Input((None,), dtype="int32")
    x = keras.layers.Embedding(9, 8, mask_zero=True)(words)
    model = keras.Model(words, CRF(BIO, name="crf")(keras.layers.Dense(len(BIO))(x)))
    model.compile(keras.optimizers.Adam(0.1), loss=model.get_layer("crf").loss)
    x = np.array([[1, 2, 3, 4, 0, 0], [5, 6, 7, 1, 2, 3], [8, 0, 0, 0, 0, 0]])
    y = np.array([[0, 1, 2, 0, -1, -1], [3, 4, 4, 0, 1, 2], [0, -1, -1, -1, -1, -1]])
    losses = model.fit(x, y, epochs=40, verbose=0).history["loss"]
    assert losses[-1] < 0.1 * losses[0], losses
    assert (as_array(model.get_layer("crf").decode(model.predict(x, verbose=0), x > 0)[0]) == y).all()
    with tempfile.TemporaryDirectory() as folder:
        model.save(f"{folder}/tagger.keras")
        again = keras.models.load_model(f"{folder}/tagger.keras", compile=False)
    assert again.get_layer("crf").get_config() == model.get_layer("crf").get_config()
    found["saved and read"] = max(
        np.abs(again.predict(x, verbose=0) - model.predict(x, verbose=0)).max(),
        np.abs(as_array(again.get_layer("crf").loss(y, model.predict(x, verbose=0)))
               - as_array(model.get_layer("crf").loss(y, model.predict(x, verbose=0)))).max(),
    )

    # What does not fit is refused by name.
    for shape in ((None, 5), (None, None, 4)):
        try:
            CRF(BIO).build(shape)
        except ValueError as error:
            assert str(shape) in str(error)
        else:
            raise AssertionError(f"a CRF of {len(BIO)} tags took {shape}")

    limits = {"marginals": 1e-5, "emissions times 1000, relative": 1e-6, "saved and read": 0}
    for name, difference in found.items():
        limit = limits.get(name, 2e-5)
        assert difference <= limit, f"{name}: {difference} is more than {limit}"
        print(f"{keras.backend.backend()}: {name} within {float(difference):.1e}")


def main():
    if len(sys.argv) > 1:
        measure()
        return
    good = []
    for backend in BACKENDS:
        if importlib.util.find_spec(backend) is None:
            print(f"{backend}: not installed, not checked")
            continue
        done = subprocess.run([sys.executable, __file__, "measure"],
                              env=os.environ | FIXED | {"KERAS_BACKEND": backend}, text=True,
                              capture_output=True)
        print(done.stdout if done.returncode == 0 else f"{backend} failed:\n{done.stdout}{done.stderr}")
        good.append(done.returncode == 0)
    sys.exit(0 if good and all(good) else 1)


if __name__ == "__main__":
    main()
