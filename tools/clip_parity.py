#!/usr/bin/env python3
# Copyright 2026 The Defect SDK authors. Licensed under the Apache License, Version 2.0.
"""Writes what OpenCLIP itself makes of pictures and texts, for the Java side to be held against; docs/models.md has the commands.

  clip_parity.py --model ViT-B-32 --random-weights --id parity --pictures FOLDER --out DIR

The model's arguments are those of export_clip.py, which has written DIR/store/ID. Into DIR go the pictures, decoded and kept without
loss, and parity.json: for each the SHA-256 of OpenCLIP's input for it (float32, little-endian, [3, size, size]) and its embedding,
for each text its tokens and its embedding. The script fails unless the embeddings differ among themselves by 100 times TOLERANCE.
"""
import argparse
import hashlib
import itertools
import json
from pathlib import Path

import numpy as np
import open_clip
import torch
from open_clip.transform import PreprocessCfg, image_transform_v2
from PIL import Image

from export_clip import TEXTS, add_model_arguments, load

TOLERANCE = 1e-4
PICTURES = 20


def chosen(folder):
    """Pictures spread over all of the folder."""
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in (".png", ".jpg", ".jpeg", ".bmp"))
    if len(files) < PICTURES:
        raise SystemExit(f"{folder} must hold at least {PICTURES} pictures, but holds {len(files)}")
    return [files[i * len(files) // PICTURES] for i in range(PICTURES)]


def apart(embeddings, kind):
    """The least difference of any two embeddings, by the element that differs most."""
    least = min(float(np.abs(a - b).max()) for a, b in itertools.combinations(embeddings, 2))
    print(f"{kind}: embeddings of largest value {np.abs(embeddings).max():.3f} differ by at least {least:.2e}")
    if least < 100 * TOLERANCE:
        raise SystemExit(f"{kind} have embeddings too near to each other to tell anything: {least}")
    return least


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_model_arguments(parser)
    parser.add_argument("--id", required=True, help="of the exported model")
    parser.add_argument("--pictures", type=Path, required=True, help="folder of real pictures")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()

    model = load(arguments)
    transform = image_transform_v2(PreprocessCfg(**open_clip.get_model_preprocess_cfg(model)), is_train=False)
    tokenizer = open_clip.get_tokenizer(arguments.model)
    (arguments.out / "pictures").mkdir(parents=True, exist_ok=True)
    pictures, texts = [], []
    with torch.no_grad():
        for number, file in enumerate(chosen(arguments.pictures)):
            decoded = Image.open(file).convert("RGB")
            name = f"pictures/{number:02}.png"
            decoded.save(arguments.out / name)
            values = transform(decoded)
            pictures.append({
                "file": name,
                "size": decoded.size,
                "input": hashlib.sha256(values.numpy().astype("<f4").tobytes()).hexdigest(),
                "embedding": model.encode_image(values[None])[0].tolist(),
            })
        for text in TEXTS:
            tokens = tokenizer([text])
            texts.append({"text": text, "tokens": tokens[0].tolist(), "embedding": model.encode_text(tokens)[0].tolist()})
    parity = {
        "id": arguments.id,
        "tolerance": TOLERANCE,
        "pictures": pictures,
        "texts": texts,
        "picturesApart": apart(np.array([p["embedding"] for p in pictures]), "pictures"),
        "textsApart": apart(np.array([t["embedding"] for t in texts]), "texts"),
    }
    (arguments.out / "parity.json").write_text(json.dumps(parity, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
