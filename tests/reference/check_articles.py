"""Runs the Python that articles show, and holds what it prints against what the site shows as its output.

    python3 tests/reference/check_articles.py                     every article
    python3 tests/reference/check_articles.py depth/time-scales   these articles only
    python3 tests/reference/check_articles.py --record            takes what is printed now, even where it differs

The code lies in `content/code/<section>/<slug>/<NN>-<name>.<framework>.py`. The blocks of one article and framework run
in order in one namespace (`run_article.py`), in a process and a folder of their own. What a block prints is written
beside it (`.out`) and what it ran under into the article's `recorded.json`. Blocks that are new or were changed are
recorded; where nothing was changed and yet something else is printed, the difference is shown and the status is 1.
"""

import argparse
import datetime
import difflib
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "content" / "code"
DATA = ROOT / "public" / "data"
FRAMEWORKS = ("pytorch", "keras")
RUNNER = Path(__file__).with_name("run_article.py")
SECONDS = 900

# One thread and a fixed hash seed: the same bits on every run of one machine.
FIXED = {
    "KERAS_BACKEND": "torch",
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "CUDA_VISIBLE_DEVICES": "",
}


def run(blocks):
    """What each block prints, and the versions: `{"outputs": [...], "versions": {...}, "backend": ...}`."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / ".report.json"
        # A reader has downloaded what the code names: a file, or a folder whose files it opens.
        source = "".join(block.read_text() for block in blocks)
        for data in (*DATA.glob("*/*.*"), *DATA.iterdir()):
            if f'"{data.name}"' in source:
                (Path(folder) / data.name).symlink_to(data)
        done = subprocess.run(
            [sys.executable, str(RUNNER), str(report), *map(str, blocks)],
            cwd=folder, env=os.environ | FIXED, timeout=SECONDS, text=True, capture_output=True,
        )
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip() or f"ended with status {done.returncode}")
        return json.loads(report.read_text())


def check(article, framework, record_anyway):
    """Runs one framework of one article; True if the site shows what was printed, or does now."""
    folder = CODE / article
    blocks = sorted(folder.glob(f"*.{framework}.py"))
    kept_at = folder / "recorded.json"
    kept = json.loads(kept_at.read_text()) if kept_at.exists() else {}
    hashes = {b.name.split(".")[0]: hashlib.sha256(b.read_bytes()).hexdigest() for b in blocks}
    outs = [b.with_suffix(".out") for b in blocks]
    unchanged = kept.get(framework, {}).get("blocks") == hashes and all(o.exists() for o in outs)
    try:
        found = run(blocks)
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        print(f"{article} ({framework}) did not run:\n{error}\n")
        return False
    same = True
    for out, printed in zip(outs, found["outputs"]):
        before = out.read_text() if out.exists() else ""
        if before != printed:
            same = False
            print("".join(difflib.unified_diff(
                before.splitlines(True), printed.splitlines(True),
                f"{out.relative_to(ROOT)} as recorded", "as printed now",
            )))
    if unchanged and not record_anyway:
        print(f"{article} ({framework}): {'as recorded' if same else 'prints something else'}")
        return same
    for out, printed in zip(outs, found["outputs"]):
        out.write_text(printed)
    kept[framework] = {
        "date": datetime.date.today().isoformat(),
        "versions": found["versions"],
        "backend": found["backend"],
        "blocks": hashes,
    }
    ordered = {name: kept[name] for name in FRAMEWORKS if name in kept}
    kept_at.write_text(json.dumps(ordered, indent=2) + "\n")
    print(f"{article} ({framework}): recorded")
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", nargs="*", help="<section>/<slug>; every article if none is named")
    parser.add_argument("--record", action="store_true", help="record whatever is printed now")
    options = parser.parse_args()
    known = sorted({str(path.parent.relative_to(CODE)) for path in CODE.glob("*/*/*.py")})
    unknown = [article for article in options.articles if article not in known]
    if unknown:
        parser.error(f"no code in content/code for {', '.join(unknown)}; there is {', '.join(known)}")
    good = [
        check(article, framework, options.record)
        for article in options.articles or known
        for framework in FRAMEWORKS
        if any((CODE / article).glob(f"*.{framework}.py"))
    ]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
