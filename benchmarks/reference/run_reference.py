"""PatchCore in Python on the folders that the accuracy command takes, with the same options and the same fields in its report.

python run_reference.py --data DIR --method plain|anomalib|official --backbone MODEL.onnx --engine torch --engine openvino --out report.json

Teaches once and inspects by each engine. The first one measures accuracy; latency is measured of each, from the file on disk to score
and map, in a round over the test pictures that follows --warm-up others.
"""

import argparse
import functools
import json
import os
import resource
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from sklearn.metrics import roc_auc_score

from category import mask_of, taught, tests
from engines import ENGINES, Backbone, graph
from exported import export
from methods import METHODS, Anomalib, Plain
from metrics import pixel_metrics


def read(file):
    with Image.open(file) as image:
        return image.convert("RGB")


def inspector(method, backbone, engine, size, sample):
    """A function from a picture's file to score, map and the picture's size. anomalib runs in torch, or as one exported graph in the
    engine; of the other methods the backbone alone runs there."""
    if isinstance(method, Anomalib) and engine != "torch":
        whole = export(backbone.file, backbone.layers, backbone.run_by("torch")(sample), method.model, size)
        run = graph(whole, engine, backbone.threads, backbone.name, ["score", "map"])

        def inspect(file):
            image = read(file)
            score, values = run(backbone.normalised(method.pixels(image, size)).numpy())
            return float(np.ravel(score)[0]), np.array(values[0, 0]), image.size

        return inspect
    features_of = backbone.run_by(engine)

    def inspect(file):
        image = read(file)
        features = features_of(backbone.normalised(method.pixels(image, size)))
        return (*method.score(method.embed(features), features[0].shape[-2:], size), image.size)

    return inspect


def random_choice(embedding, size, seed):
    return embedding[torch.randperm(len(embedding), generator=torch.Generator().manual_seed(seed))[:size]], None


def chooser(method, coreset):
    # the base class chooses exactly; a method may have a way of its own
    return {"own": method.choose, "exact": functools.partial(Plain.choose, method), "random": random_choice}[coreset]


class Accuracy:
    """Scores of the test pictures, and their maps where there are masks."""

    def __init__(self, method, size, has_masks):
        self.method, self.size, self.has_masks = method, size, has_masks
        self.scores, self.maps, self.masks = [], [], []

    def add(self, part, score, values, width, height):
        self.scores.append(score)
        if self.has_masks:
            left, top, right, bottom = self.method.seen(width, height, self.size)
            values = torch.from_numpy(np.asarray(values))[None, None]
            shape = (bottom - top, right - left)
            self.maps.append(F.interpolate(values, size=shape, mode="bilinear", align_corners=False)[0, 0].numpy())
            self.masks.append(mask_of(part, width, height)[top:bottom, left:right])

    def figures(self, defective):
        pixel_auroc, aupro = pixel_metrics(self.maps, self.masks) if self.has_masks else (None, None)
        return {"image_auroc": float(roc_auc_score(defective, self.scores)), "pixel_auroc": pixel_auroc, "aupro": aupro}


def latency(inspect, files):
    millis = []
    for file in files:
        begin = time.perf_counter()
        inspect(file)
        millis.append(1000 * (time.perf_counter() - begin))
    p50, p99 = np.percentile(millis, [50, 99], method="inverted_cdf")
    return {"latency_ms_p50": float(p50), "latency_ms_p99": float(p99)}


def measure(folder, arguments):
    method = METHODS[arguments.method]()
    size = arguments.size or method.size
    backbone = Backbone(arguments.backbone, arguments.layers, arguments.threads)
    start = time.perf_counter()
    files = taught(folder, arguments.ok_limit, arguments.seed)
    sample = backbone.normalised(method.pixels(read(files[0]), size))
    backbone.check(sample)
    features_of = backbone.run_by("onnxruntime")
    embedding = torch.cat([method.embed(features_of(backbone.normalised(method.pixels(read(file), size)))) for file in files])
    count = int(len(embedding) * float(arguments.bank)) if "." in arguments.bank else int(arguments.bank)
    begin = time.perf_counter()
    bank, radius = chooser(method, arguments.coreset)(embedding, min(count, len(embedding)), arguments.seed)
    end = time.perf_counter()
    del embedding
    method.prepare(bank)

    parts, has_masks = tests(folder)
    test_files = [part.file for part in parts]
    accuracy = Accuracy(method, size, has_masks)
    engines, peak = {}, None
    for engine in arguments.engine:
        inspect = inspector(method, backbone, engine, size, sample)
        scores = []
        for part in parts:
            score, values, (width, height) = inspect(part.file)
            scores.append(score)
            if not engines:
                accuracy.add(part, score, values, width, height)
        for _ in range(arguments.warm_up - 1):
            latency(inspect, test_files)
        difference = np.abs(np.subtract(scores, accuracy.scores)).max()
        engines[engine] = latency(inspect, test_files) | {"largest_score_difference": float(difference)}
        # of the first engine alone, as the others add to it
        peak = peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    defective = [part.defective for part in parts]
    return {
        "category": folder.resolve().name,
        **accuracy.figures(defective),
        "bank_vectors": len(bank),
        "dimension": bank.shape[1],
        "cover_radius": radius,
        "fit_seconds": end - start,
        "coreset_seconds": end - begin,
        "latency_ms_p50": engines[arguments.engine[0]]["latency_ms_p50"],
        "latency_ms_p99": engines[arguments.engine[0]]["latency_ms_p99"],
        "engines": engines,
        "peak_rss_mb": peak,
        "ok_pictures": len(files),
        "good_pictures": defective.count(False),
        "defective_pictures": defective.count(True),
        "layers": backbone.layers,
        "size": size,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--method", choices=METHODS, default="plain")
    parser.add_argument("--backbone", type=Path, required=True)
    parser.add_argument("--layers", type=lambda text: text.split(","))
    parser.add_argument("--size", type=int)
    parser.add_argument("--bank", default="2000", help="a share of all patches has a point, a number of vectors none")
    parser.add_argument("--coreset", choices=["own", "exact", "random"], default="own",
                        help="exact: greedy in the full space; random: for measuring time alone, accuracy is that of a random bank")
    parser.add_argument("--ok-limit", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--engine", choices=ENGINES, action="append", help="may be given several times; default: torch")
    parser.add_argument("--warm-up", type=int, default=1, help="rounds over the test pictures before the one that is timed")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.engine = arguments.engine or ["torch"]
    if arguments.warm_up < 1:
        parser.error("--warm-up must be at least 1, the round that measures accuracy")
    torch.set_num_threads(arguments.threads)
    load = os.getloadavg()[0]
    with torch.inference_mode():
        categories = [measure(folder, arguments) for folder in arguments.data]
    settings = {key: [str(v) for v in value] if key == "data" else value for key, value in vars(arguments).items()}
    report = {"settings": settings | {"load_average_before": load}, "categories": categories}
    arguments.out.write_text(json.dumps(report, indent=2, default=str) + "\n")
    for category in categories:
        print({key: round(value, 4) if isinstance(value, float) else value for key, value in category.items()})


if __name__ == "__main__":
    main()
