#!/usr/bin/env python3
# Copyright 2026 The Defect SDK authors. Licensed under the Apache License, Version 2.0.
"""Writes the golden values of CLIP's preprocessing, from Pillow and OpenCLIP's own evaluation transform.

  clip_golden.py --out ../defect-sdk-models/src/test/resources/io/defectsdk/models/internal/clip-preprocessing.json

Pictures are by the formula of TestPictures.rgb in the tests. "resized": the SHA-256 of Pillow's resize((to), BICUBIC), and the bytes
themselves where they are few. "cropped": the SHA-256 of what OpenCLIP's transform gives, float32, little-endian, [3, size, size].
"""
import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
from open_clip.transform import image_transform
from PIL import Image

RESIZED = [  # from, to
    ((7, 5), (4, 4)), ((5, 3), (6, 6)), ((7, 3), (4, 5)), ((16, 16), (16, 16)), ((1, 1), (5, 5)), ((1, 40), (3, 7)),
    ((40, 1), (7, 3)), ((2, 2), (8, 3)), ((300, 200), (224, 224)), ((300, 200), (336, 224)), ((1003, 77), (64, 64)),
    ((50, 41), (224, 224)), ((640, 480), (224, 168)), ((3, 5000), (1, 224)), ((5000, 3), (224, 224)),
    ((1600, 256), (224, 36)), ((900, 900), (224, 224)),
]
CROPPED = [(300, 200), (200, 300), (224, 224), (225, 224), (50, 41), (1003, 77), (640, 480), (1, 60), (60, 1), (1600, 256)]
SIZE = 224


def picture(width, height):
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    samples = [x * (c + 3) + y * (7 - 2 * c) + x * y // 16 for c in range(3)]
    return Image.fromarray((np.stack(samples, axis=2) & 0xFF).astype(np.uint8))


def resized(source, target):
    content = picture(*source).resize(target, Image.Resampling.BICUBIC).tobytes()
    case = {"from": source, "to": target, "sha256": hashlib.sha256(content).hexdigest()}
    return case | ({"bytes": content.hex()} if len(content) <= 100 else {})


def cropped(source, transform):
    values = transform(picture(*source)).numpy().astype("<f4").tobytes()
    return {"from": source, "sha256": hashlib.sha256(values).hexdigest()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    transform = image_transform(SIZE, is_train=False)
    golden = {
        "resized": [resized(source, target) for source, target in RESIZED],
        "size": SIZE,
        "cropped": [cropped(source, transform) for source in CROPPED],
    }
    lines = ",\n".join(f'  "{name}": ' + ("[\n" + ",\n".join("    " + json.dumps(case) for case in cases) + "\n  ]"
                                         if isinstance(cases, list) else json.dumps(cases))
                       for name, cases in golden.items())
    arguments.out.write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
