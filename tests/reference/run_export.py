"""Runs every script and notebook in and below a folder, as a reader would, and prints the differences that they print, as JSON.

    python3 run_export.py <folder>      called by check_export.ts
"""

import contextlib
import io
import json
import os
import re
import runpy
import sys
from importlib.metadata import version
from pathlib import Path

import nbformat
from nbclient import NotebookClient

PACKAGES = ("torch", "keras", "safetensors", "numpy", "nbformat", "nbclient")


def run_script(path):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(path), run_name="__main__")
    return printed.getvalue()


def run_notebook(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "".join(output.text for output in outputs if output.get("name") == "stdout")


def main():
    folder = Path(sys.argv[1])
    differences = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".ipynb"):
            name = path.relative_to(folder).as_posix()
            os.chdir(path.parent)
            printed = (run_script if path.suffix == ".py" else run_notebook)(path)
            found = [float(text) for text in re.findall(r"largest difference (\S+)", printed)]
            expected = 2 if path.suffix == ".ipynb" else 1
            assert len(found) == expected, f"{name} printed {printed!r}"
            differences[name] = found
            print(name, found, file=sys.stderr, flush=True)
    versions = {name: version(name).split("+")[0] for name in PACKAGES}
    print(json.dumps({"versions": versions, "differences": differences}))


if __name__ == "__main__":
    main()
