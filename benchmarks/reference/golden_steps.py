"""Writes golden vectors of each step of the presets: python golden_steps.py CORE_JSON MODELS_JSON

Small fixed inputs go through anomalib's own modules and through official.py; PresetParityTest and PresetInputTest hold the library
against what comes out.
"""

import base64
import json
import sys

import numpy as np
import torch
from anomalib.models.image.patchcore.torch_model import PatchcoreModel
from PIL import Image
from torchvision.transforms.v2 import Normalize, Resize

import official

MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def packed(values):
    array = np.ascontiguousarray(values, dtype="<f4")
    return {"shape": list(array.shape), "float32": base64.b64encode(array.tobytes()).decode()}


def picture(random, width, height):
    """Smooth colours with an edge, in bytes [height, width, 3]."""
    y, x = np.mgrid[0:height, 0:width]
    waves = [128 + 100 * np.sin(x / (3 + c) + y / (5 - c)) for c in range(3)]
    pixels = np.stack(waves, axis=-1) + random.normal(0, 12, (height, width, 3))
    pixels[height // 3 : height // 2, width // 4 :] += 60
    return np.clip(pixels, 0, 255).astype(np.uint8)


def inputs(random):
    cases = []
    for width, height in [(61, 61), (47, 33), (20, 29)]:
        pixels = picture(random, width, height)
        as_float = torch.from_numpy(pixels).permute(2, 0, 1).float() / 255
        normalise = Normalize(mean=MEAN, std=STD)
        cases.append({
            "width": width,
            "height": height,
            "pixels": base64.b64encode(pixels.tobytes()).decode(),
            "size": 28,
            "anomalib": packed(normalise(Resize((28, 28), antialias=True)(as_float))),
            "official": packed(normalise(official.pixels(Image.fromarray(pixels), 28))),
        })
    return cases


def steps(random):
    model = PatchcoreModel(layers=["layer2", "layer3"], backbone="resnet18", pre_trained=False).eval()
    cases = []
    for vectors, size in [(60, 40), (5, 56)]:
        a = torch.from_numpy(random.gamma(1, 1, (1, 6, 7, 7)).astype(np.float32))
        b = torch.from_numpy(random.gamma(1, 2, (1, 10, 4, 4)).astype(np.float32))
        with torch.no_grad():
            pooled = {"layer2": model.feature_pooler(a), "layer3": model.feature_pooler(b)}
            mean = model.reshape_embedding(model.generate_embedding(pooled))
            adaptive = official.embed([a, b])
            # a bank near the patches, so that neighbours differ
            bank = mean[random.integers(0, 49, vectors)].numpy() + random.normal(0, 0.4, (vectors, 16))
            bank = bank.astype(np.float32)
            model.memory_bank = torch.from_numpy(bank)
            distances, places = model.nearest_neighbors(mean, 1)
            reweighted = model.compute_anomaly_score(distances.reshape(1, -1), places.reshape(1, -1), mean)
            anomalib_map = model.anomaly_map_generator(distances.reshape(1, 1, 7, 7), (size, size))
        official_score, official_map = official.score(official.index(bank), mean.numpy(), (7, 7), size)
        cases.append({
            "size": size,
            "features": [packed(a[0]), packed(b[0])],
            "bank": packed(bank),
            "mean": packed(mean),
            "adaptiveRows": [0, 6, 24, 45],
            "adaptive": packed(adaptive[[0, 6, 24, 45]]),
            "adaptiveSums": packed(adaptive.sum(dim=1)),
            "distances": packed(distances),
            "anomalibScore": float(reweighted[0]),
            "anomalibMap": packed(anomalib_map[0, 0]),
            "officialScore": official_score,
            "officialMap": packed(official_map),
        })
    return cases


def write(path, content):
    with open(path, "w") as file:
        json.dump(content, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    torch.manual_seed(0)
    write(sys.argv[1], steps(np.random.default_rng(1)))
    write(sys.argv[2], inputs(np.random.default_rng(2)))
