"""PatchCore in Python on the folders that the accuracy command takes, with the same options and the same fields in its report.

python run_reference.py --data DIR --method plain|anomalib|official --backbone MODEL.onnx --out report.json
"""

import argparse
import functools
import json
import resource
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from sklearn.metrics import roc_auc_score

from category import mask_of, taught, tests
from exported import export
from methods import METHODS, Plain
from metrics import pixel_metrics


def graph(file, runtime, threads, name, outputs):
    """An ONNX file as a function from its input to these outputs, in ONNX Runtime or OpenVINO (FP32)."""
    if runtime == "openvino":
        import openvino

        options = {"INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32"}
        request = openvino.Core().compile_model(str(file), "CPU", options).create_infer_request()

        def run(values):
            results = request.infer({name: values})
            return [results[output] for output in outputs]

        return run
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    return lambda values: session.run(outputs, {name: values})


class Backbone:
    """An ONNX file with its manifest.json beside it, in ONNX Runtime or OpenVINO (FP32)."""

    def __init__(self, file, layers, runtime, threads):
        self.manifest = json.loads((file.parent / "manifest.json").read_text())
        self.layers = layers or self.manifest["defaultLayers"]
        self.mean = torch.tensor(self.manifest["input"]["mean"]).reshape(3, 1, 1)
        self.std = torch.tensor(self.manifest["input"]["std"]).reshape(3, 1, 1)
        name = self.manifest["input"]["name"]
        self.run = graph(file, runtime, threads, name, self.layers)

    def normalised(self, pixels):
        return ((pixels - self.mean) / self.std).unsqueeze(0).numpy()

    def features(self, pixels):
        return [torch.from_numpy(np.array(feature)) for feature in self.run(self.normalised(pixels))]


def measure(folder, arguments):
    method = METHODS[arguments.method]()
    size = arguments.size or method.size
    backbone = Backbone(arguments.backbone, arguments.layers, arguments.runtime, arguments.threads)

    def embed(file):
        with Image.open(file) as image:
            image = image.convert("RGB")
        features = backbone.features(method.pixels(image, size))
        return method.embed(features), features[0].shape[-2:], image.size

    start = time.perf_counter()
    files = taught(folder, arguments.ok_limit, arguments.seed)
    embedding = torch.cat([embed(file)[0] for file in files])
    count = int(len(embedding) * float(arguments.bank)) if "." in arguments.bank else int(arguments.bank)
    chosen = time.perf_counter()
    # the base class chooses exactly; a method may have a way of its own
    choose = method.choose if arguments.coreset == "own" else functools.partial(Plain.choose, method)
    bank, radius = choose(embedding, min(count, len(embedding)), arguments.seed)
    end = time.perf_counter()
    del embedding
    method.prepare(bank)

    def inspect(file):
        patches, grid, picture = embed(file)
        return (*method.score(patches, grid, size), picture)

    if arguments.export:
        with Image.open(files[0]) as image:
            features = backbone.features(method.pixels(image.convert("RGB"), size))
        whole = export(arguments.backbone, backbone.layers, features, method.model, size)
        run = graph(whole, arguments.runtime, arguments.threads, backbone.manifest["input"]["name"], ["score", "map"])

        def inspect(file):
            with Image.open(file) as image:
                image = image.convert("RGB")
            score, values = run(backbone.normalised(method.pixels(image, size)))
            return float(np.ravel(score)[0]), np.array(values[0, 0]), image.size

    parts, has_masks = tests(folder)
    scores, maps, masks = [], [], []
    for part in parts:
        score, values, (width, height) = inspect(part.file)
        scores.append(score)
        if has_masks:
            left, top, right, bottom = method.seen(width, height, size)
            shape = (bottom - top, right - left)
            values = torch.from_numpy(np.asarray(values))[None, None]
            maps.append(F.interpolate(values, size=shape, mode="bilinear", align_corners=False)[0, 0].numpy())
            masks.append(mask_of(part, width, height)[top:bottom, left:right])
    millis = []
    for part in parts:
        begin = time.perf_counter()
        inspect(part.file)
        millis.append(1000 * (time.perf_counter() - begin))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pixel_auroc, aupro = pixel_metrics(maps, masks) if has_masks else (None, None)
    defective = [part.defective for part in parts]
    return {
        "category": folder.resolve().name,
        "image_auroc": float(roc_auc_score(defective, scores)),
        "pixel_auroc": pixel_auroc,
        "aupro": aupro,
        "bank_vectors": len(bank),
        "dimension": bank.shape[1],
        "cover_radius": radius,
        "fit_seconds": end - start,
        "coreset_seconds": end - chosen,
        "latency_ms_p50": float(np.percentile(millis, 50)),
        "latency_ms_p99": float(np.percentile(millis, 99)),
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
    parser.add_argument("--coreset", choices=["own", "exact"], default="own", help="exact: greedy in the full space")
    parser.add_argument("--ok-limit", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runtime", choices=["onnxruntime", "openvino"], default="onnxruntime")
    parser.add_argument("--export", action="store_true", help="anomalib only: inspect by one exported graph, not by torch")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.export and arguments.method != "anomalib":
        parser.error("--export goes with --method anomalib")
    torch.set_num_threads(arguments.threads)
    with torch.inference_mode():
        categories = [measure(folder, arguments) for folder in arguments.data]
    settings = {key: [str(v) for v in value] if key == "data" else value for key, value in vars(arguments).items()}
    report = {"settings": settings, "categories": categories}
    arguments.out.write_text(json.dumps(report, indent=2, default=str) + "\n")
    for category in categories:
        print({key: round(value, 4) if isinstance(value, float) else value for key, value in category.items()})


if __name__ == "__main__":
    main()
