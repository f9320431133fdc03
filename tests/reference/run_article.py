"""Runs the blocks of one article one after the other in one namespace and writes down what each prints.

    python3 run_article.py <report.json> <01-name.pytorch.py> <02-…>

Called by `check_articles.py` in a process of its own. A block whose first line is `# raises: ErrorName` has to end in that
error, which then belongs to its output, as does every warning.
"""

import contextlib
import io
import json
import re
import sys
import sysconfig
import traceback
import types
import warnings
from importlib.metadata import version
from pathlib import Path

SHOWN = ("torch", "keras", "tensorflow", "onnx", "onnxruntime", "h5py", "safetensors", "numpy", "skimage")
# Packages that are installed under another name than they are imported.
INSTALLED_AS = {"tensorflow": "tensorflow-cpu", "skimage": "scikit-image"}
RAISES = re.compile(r"# raises: (\w+)\n")


def normal(text, folder):
    """The text without what changes from run to run or machine to machine: folders, addresses, trailing spaces."""
    for place in (folder, sysconfig.get_paths()["purelib"]):
        text = text.replace(f"{place}/", "").replace(str(place), ".")
    text = re.sub(r"\b0x[0-9a-f]{6,}\b", "0x…", text)
    text = re.sub(r" \(Triggered internally at [^)]*\)", "", text)
    # Without colours and with the last state only of lines that a progress bar overwrites.
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    lines = [re.sub(r".*[\r\b]", "", line.rstrip()).rstrip() for line in text.split("\n")]
    text = "\n".join(lines).strip("\n")
    return f"{text}\n" if text else ""


def run(path, module, stream):
    """Runs one block; raises what it raises unless it is meant to."""
    source = path.read_text()
    meant = RAISES.match(source)
    code = compile(source, path.name, "exec")
    try:
        exec(code, module.__dict__)
    except Exception as error:
        if meant is None or type(error).__name__ != meant[1]:
            raise
        stream.write("".join(traceback.format_exception_only(error)))
    else:
        if meant is not None:
            raise RuntimeError(f"{path.name} should end in {meant[1]} and does not")


def main():
    report, *blocks = map(Path, sys.argv[1:])
    # As in a script of the reader's: classes are found under __main__ (pickle), warnings are shown.
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    outputs = []
    for path in blocks:
        stream = io.StringIO()

        def show(message, category, *_, stream=stream):
            stream.write(f"{category.__name__}: {message}\n")

        warnings.showwarning = show
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            run(path, module, stream)
        outputs.append(normal(stream.getvalue(), Path.cwd()))
    keras = sys.modules.get("keras")
    # Without the build's own mark (`2.13.0+cpu`).
    used = {name: version(INSTALLED_AS.get(name, name)).split("+")[0]
            for name in SHOWN if name in sys.modules}
    # Keras looks at what is installed and imports some of it: only its backend counts.
    backend = keras.backend.backend() if keras else None
    if keras and backend != "tensorflow":
        used.pop("tensorflow", None)
    report.write_text(json.dumps({"outputs": outputs, "versions": used, "backend": backend}))


if __name__ == "__main__":
    main()
