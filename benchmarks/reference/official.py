"""The steps of amazon-science/patchcore-inspection, written anew with torch, SciPy and faiss: its package is not on the index."""

import faiss
import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from scipy.ndimage import gaussian_filter

LENGTH = 1024


def crop_from(size):
    return round(size * 256 / 224)


def pixels(image, size):
    """Shorter side to 256/224 of the size by Pillow's bilinear, the middle of that, as floats in [0, 1]: [3, size, size]."""
    width, height = image.size
    short = crop_from(size)
    resized = image.resize(
        (short, int(short * height / width)) if width <= height else (int(short * width / height), short),
        Image.Resampling.BILINEAR,
    )
    left = int(round((resized.width - size) / 2.0))
    top = int(round((resized.height - size) / 2.0))
    values = np.asarray(resized.crop((left, top, left + size, top + size)), dtype=np.float32) / 255
    return torch.from_numpy(values).permute(2, 0, 1)


def embed(features, share=LENGTH, length=LENGTH):
    """Feature maps [1, channels, height, width], shallowest first, each to so many values a patch: [height * width, length]."""
    height, width = features[0].shape[-2:]
    layers = []
    for feature in features:
        rows, columns = feature.shape[-2:]
        around = F.unfold(feature, 3, padding=1).reshape(-1, 1, rows, columns)
        around = F.interpolate(around, size=(height, width), mode="bilinear", align_corners=False)
        around = around.reshape(-1, height * width).T
        layers.append(F.adaptive_avg_pool1d(around.unsqueeze(1), share).squeeze(1))
    joined = torch.stack(layers, dim=1).reshape(height * width, 1, -1)
    return F.adaptive_avg_pool1d(joined, length).squeeze(1)


def index(bank):
    flat = faiss.IndexFlatL2(bank.shape[1])
    flat.add(np.ascontiguousarray(bank))
    return flat


def score(flat, embedding, grid, size):
    """The picture's score and its map, both of squared distances."""
    squared = flat.search(np.ascontiguousarray(embedding), 1)[0].reshape(1, 1, *grid)
    enlarged = F.interpolate(torch.from_numpy(squared), size=(size, size), mode="bilinear", align_corners=False)
    return float(squared.max()), gaussian_filter(enlarged[0, 0].numpy(), sigma=4)
