"""Cuts the small grey photographs of `public/data/photographs` from those that come with scikit-image.

    python3 tests/reference/make_photographs.py

Each is a square part of a photograph, in grey, made smaller to 128 × 128 by averaging, and written as binary PGM.
"""

from pathlib import Path

import numpy as np
from skimage import color, data, transform

FOLDER = Path(__file__).resolve().parents[2] / "public" / "data" / "photographs"
SIDE = 128

# name: (photograph, top, left, side of the part)
PARTS = {
    "cat": (data.chelsea, 0, 75, 300),
    "coffee": (data.coffee, 0, 80, 400),
    "cameraman": (data.camera, 0, 0, 512),
    "coat": (data.camera, 60, 130, 256),
    "bricks": (data.brick, 0, 0, 256),
    "grass": (data.grass, 128, 128, 256),
    "gravel": (data.gravel, 0, 0, 256),
    "rocket": (data.rocket, 0, 140, 427),
}

FOLDER.mkdir(parents=True, exist_ok=True)
for name, (photograph, top, left, side) in PARTS.items():
    image = photograph()
    grey = color.rgb2gray(image) if image.ndim == 3 else image / 255
    part = grey[top : top + side, left : left + side]
    small = transform.resize(part, (SIDE, SIDE), anti_aliasing=True)
    pixels = np.clip(np.round(small * 255), 0, 255).astype(np.uint8)
    (FOLDER / f"{name}.pgm").write_bytes(f"P5\n{SIDE} {SIDE}\n255\n".encode() + pixels.tobytes())
    print(name, pixels.mean().round(1), pixels.std().round(1))
