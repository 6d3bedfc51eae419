"""Writes the expected values of WithinTypeWhiteningTest and BackboneEncoderTest with NumPy and SciPy: python similarity_golden.py FILE

Small random embeddings and feature maps; the library is held against what comes out.
"""

import json
import sys

import numpy as np
from scipy.linalg import solve_triangular

VARIANCE_PRIOR = 10
COVARIANCE_PRIOR = 0.25
TINY = 1e-12


def directions(vectors):
    """Each row made of length 1."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), TINY)


def whitened(gallery, types, queries):
    """Queries as they are compared: standardised, then whitened by the covariance within types, both shrunk."""
    count, dimension = gallery.shape
    mean, variance = gallery.mean(axis=0), gallery.var(axis=0)
    deviation = np.sqrt((count * variance + VARIANCE_PRIOR * variance.mean()) / (count + VARIANCE_PRIOR))
    deviation = np.maximum(deviation, TINY)
    standard = (gallery - mean) / deviation

    scatter, freedom = np.zeros((dimension, dimension)), 0
    for name in sorted(set(types)):
        members = standard[[name == other for other in types]]
        if len(members) > 1:
            scatter += np.cov(members, rowvar=False, ddof=0).reshape(dimension, dimension) * len(members)
            freedom += len(members) - 1
    isotropic = np.trace(scatter) / dimension / freedom if freedom else 1.0
    prior = COVARIANCE_PRIOR * dimension
    shrunk = (scatter + prior * (isotropic if isotropic > 0 else 1.0) * np.eye(dimension)) / (freedom + prior)
    factor = np.linalg.cholesky(shrunk)
    return directions(solve_triangular(factor, ((queries - mean) / deviation).T, lower=True).T)


def whitening(name, seed, types, dimension, scale=1.0):
    """Types around centres of their own; in some directions pictures of one type differ a lot."""
    random = np.random.default_rng(seed)
    centres = {each: random.normal(0, 1, dimension) for each in sorted(set(types))}
    spread = random.gamma(1, 0.6, dimension)
    mixing = random.normal(0, 1, (dimension, dimension)) / np.sqrt(dimension)
    gallery = np.array([centres[each] + (spread * random.normal(0, 1, dimension)) @ mixing for each in types])
    queries = random.normal(0, 1.5, (4, dimension))
    gallery, queries = (np.float32(scale * values) for values in (gallery, queries))
    return {
        "name": name,
        "types": types,
        "gallery": gallery.tolist(),
        "queries": queries.tolist(),
        "expected": whitened(np.float64(gallery), types, np.float64(queries)).tolist(),
    }


def pooled(maps):
    """Mean and standard deviation of each channel, layer by layer, each layer's of length 1, joined to length 1."""
    layers = []
    for values in maps:
        flat = np.float64(values).reshape(len(values), -1)
        layers.append(directions(np.concatenate([flat.mean(axis=1), flat.std(axis=1)])[None])[0])
    return np.concatenate(layers) / np.sqrt(len(layers))


def pooling(seed, shapes):
    random = np.random.default_rng(seed)
    maps = [np.float32(random.gamma(1, 1 + layer, shape) - 0.5) for layer, shape in enumerate(shapes)]
    return {
        "maps": [{"shape": list(values.shape), "values": values.ravel().tolist()} for values in maps],
        "expected": pooled(maps).tolist(),
    }


if __name__ == "__main__":
    content = {
        "whitening": [
            whitening("three types", 1, list("aaaabbbbcccc"), 8),
            whitening("fewer pictures than dimensions", 2, list("abcabcab"), 13),
            whitening("one type", 3, list("aaaaaaa"), 5),
            whitening("types of one picture each", 4, list("abcdefg"), 6),
            whitening("one dimension", 5, list("aabbab"), 1),
            whitening("long embeddings", 6, list("aabbccabc"), 7, 3e4),
        ],
        "pooling": [pooling(7, [(3, 4, 5), (4, 2, 3)]), pooling(8, [(5, 3, 3)])],
    }
    with open(sys.argv[1], "w") as file:
        json.dump(content, file, indent=None, separators=(",", ":"))
        file.write("\n")
