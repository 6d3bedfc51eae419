"""Pixel AUROC and AUPRO of many maps at once; metrics_golden.py checks the library's own against scikit-learn."""

import numpy as np
from scipy.ndimage import label


def area(scores, negatives, positives, limit):
    """Under the weighted rates above each threshold, up to a rate of negatives, divided by that."""
    order = np.argsort(-scores, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(scores[order])), len(order) - 1)
    x = np.append(0, np.cumsum(negatives[order])[ends]) / negatives.sum()
    y = np.append(0, np.cumsum(positives[order])[ends]) / positives.sum()
    keep = x < limit
    return float(np.trapezoid(np.append(y[keep], np.interp(limit, x, y)), np.append(x[keep], limit)) / limit)


def pixel_metrics(maps, masks, limit=0.3):
    scores = np.concatenate([values.ravel() for values in maps])
    defective = np.concatenate([mask.ravel() for mask in masks])
    covered = []
    for mask in masks:
        labels = label(mask, structure=np.ones((3, 3)))[0].ravel()
        weights = 1 / np.maximum(np.bincount(labels), 1)
        weights[0] = 0
        covered.append(weights[labels])
    good = (~defective).astype(float)
    return area(scores, good, defective.astype(float), 1), area(scores, good, np.concatenate(covered), limit)
