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
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

PACKAGES = ("torch", "keras", "safetensors", "numpy", "nbformat", "nbclient")


def run_script(path):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(path), run_name="__main__")
    return printed.getvalue()


def run_notebook(path, kernel):
    """In a kernel that has loaded the libraries before and knows no names."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    reset = nbformat.v4.new_code_cell("%reset -f")
    notebook.cells = [reset, *notebook.cells]
    NotebookClient(notebook, timeout=300, km=kernel).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "".join(output.text for output in outputs if output.get("name") == "stdout")


def main():
    folder = Path(sys.argv[1])
    differences = {}
    kernels = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".ipynb"):
            name = path.relative_to(folder).as_posix()
            os.chdir(path.parent)
            if path.suffix == ".py":
                printed = run_script(path)
            else:
                if path.parent not in kernels:
                    kernels[path.parent] = KernelManager(kernel_name="python3")
                    kernels[path.parent].start_kernel(cwd=path.parent)
                printed = run_notebook(path, kernels[path.parent])
            found = [float(text) for text in re.findall(r"largest difference (\S+)", printed)]
            expected = 2 if path.suffix == ".ipynb" else 1
            assert len(found) == expected, f"{name} printed {printed!r}"
            differences[name] = found
            print(name, found, file=sys.stderr, flush=True)
    for kernel in kernels.values():
        kernel.shutdown_kernel(now=True)
    versions = {name: version(name).split("+")[0] for name in PACKAGES}
    print(json.dumps({"versions": versions, "differences": differences}))


if __name__ == "__main__":
    main()
