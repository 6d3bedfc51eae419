"""Writes the expected values of MetricsTest with scikit-learn and SciPy: python metrics_golden.py FILE"""

import json
import sys

import numpy as np
from scipy.ndimage import label
from sklearn.metrics import auc, roc_auc_score, roc_curve


def aupro(scores, masks, limit):
    """Per-region overlap: a weighted ROC in which each region's pixels share a weight of 1."""
    weights = np.ones(masks.shape)
    for mask, weight in zip(masks, weights):
        labels, count = label(mask, structure=np.ones((3, 3)))
        for region in range(1, count + 1):
            weight[labels == region] = 1 / np.sum(labels == region)
    fpr, pro, _ = roc_curve(masks.ravel(), scores.ravel(), sample_weight=weights.ravel(), drop_intermediate=False)
    keep = fpr < limit
    x = np.append(fpr[keep], limit)
    y = np.append(pro[keep], np.interp(limit, fpr, pro))
    return auc(x, y) / limit


def case(name, seed, pictures, height, width, levels, shift):
    """Masks with regions that touch at corners and at the border; scores in coarse levels, so that many tie."""
    random = np.random.default_rng(seed)
    masks = np.zeros((pictures, height, width), dtype=bool)
    for mask in masks[: pictures * 2 // 3]:
        for _ in range(3):
            y, x = random.integers(0, height), random.integers(0, width)
            mask[y : y + random.integers(1, 5), x : x + random.integers(1, 5)] = True
        mask[0, 0] = mask[1, 1] = True
    scores = random.normal(2, 0.5, masks.shape) + shift * masks
    scores = np.clip(np.round(scores * levels) / levels, 0, None).astype(np.float32)
    image_scores = scores.reshape(pictures, -1).max(axis=1)
    image_labels = masks.reshape(pictures, -1).any(axis=1)
    return {
        "name": name,
        "width": width,
        "height": height,
        "scores": [picture.ravel().tolist() for picture in scores],
        "masks": ["".join("1" if pixel else "0" for pixel in picture.ravel()) for picture in masks],
        "imageScores": image_scores.tolist(),
        "imageLabels": image_labels.tolist(),
        "imageAuroc": roc_auc_score(image_labels, image_scores),
        "pixelAuroc": roc_auc_score(masks.ravel(), scores.ravel()),
        "aupro03": aupro(scores, masks, 0.3),
        "aupro005": aupro(scores, masks, 0.05),
        "aupro1": aupro(scores, masks, 1.0),
    }


with open(sys.argv[1], "w") as file:
    json.dump(
        [
            case("ties", 1, 6, 11, 13, 4, 0.4),
            case("fewTies", 2, 9, 16, 9, 256, 0.8),
            case("noSkill", 3, 6, 10, 10, 8, 0.0),
            case("perfect", 4, 6, 12, 8, 16, 50.0),
        ],
        file,
    )
    file.write("\n")
