"""Folders laid out as MVTec AD's, read as the accuracy command reads them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

SUFFIXES = {".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".gif"}


@dataclass
class Test:
    file: Path
    defective: bool
    mask: Path | None


def pictures(folder):
    if not folder.is_dir():
        raise SystemExit(f"{folder} does not exist: expected train/good, test/good and test/<defect>")
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.name[0] != ".")


def taught(folder, limit, seed):
    """All OK pictures, or those of the lowest SHA-256 of '<seed>/<file name>', in the order of their names."""
    files = pictures(folder / "train" / "good")
    keys = {file: hashlib.sha256(f"{seed}/{file.name}".encode()).hexdigest() for file in files}
    return [file for file in files if file in sorted(files, key=keys.get)[:limit]]


def tests(folder):
    truth = folder / "ground_truth"
    found = []
    for kind in sorted(path for path in (folder / "test").iterdir() if path.is_dir()):
        for file in pictures(kind):
            defective = kind.name != "good"
            mask = truth / kind.name / f"{file.stem}_mask.png" if defective and truth.is_dir() else None
            found.append(Test(file, defective, mask))
    return sorted(found, key=lambda test: test.defective), truth.is_dir()


def mask_of(test, width, height):
    """[height, width], the nearest pixel where the sizes differ."""
    if test.mask is None:
        return np.zeros((height, width), dtype=bool)
    mask = np.asarray(Image.open(test.mask).convert("L")) > 0
    rows = ((np.arange(height) + 0.5) * mask.shape[0] / height).astype(int)
    columns = ((np.arange(width) + 0.5) * mask.shape[1] / width).astype(int)
    return mask[rows][:, columns]
