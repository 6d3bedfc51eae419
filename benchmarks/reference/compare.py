"""Runs the accuracy command and run_reference.py with the same settings, one after the other, and prints theirs, ours and the ratio.

python compare.py --jar ../target/benchmarks.jar --preset anomalib --data DIR --backbone MODEL.onnx --bank 2000 --out FOLDER

Whatever follows goes to both sides; --preset default is held against the plain reference, each other one against the
implementation it is named after.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

QUALITY = ["image_auroc", "pixel_auroc", "aupro", "cover_radius"]
COST = ["latency_ms_p50", "latency_ms_p99", "fit_seconds", "coreset_seconds", "peak_rss_mb"]
METHODS = {"default": "plain", "anomalib": "anomalib", "official": "official"}

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--jar", type=Path, required=True)
parser.add_argument("--preset", choices=METHODS, required=True)
parser.add_argument("--runtime", default="onnxruntime", help="of the reference: onnxruntime or openvino")
parser.add_argument("--export", action="store_true", help="anomalib as one exported graph in that runtime, not in torch")
parser.add_argument("--out", type=Path, required=True, help="folder of both reports")
arguments, both = parser.parse_known_args()
arguments.out.mkdir(parents=True, exist_ok=True)
ours, theirs = arguments.out / "ours.json", arguments.out / "reference.json"
here = Path(__file__).parent
for command in (
    ["java", "-jar", arguments.jar, "accuracy", "--preset", arguments.preset, "--out", ours],
    [sys.executable, here / "run_reference.py", "--method", METHODS[arguments.preset], "--runtime", arguments.runtime,
     "--out", theirs] + ["--export"] * arguments.export,
):
    subprocess.run([str(word) for word in command] + both, check=True)
for our, their in zip(json.loads(ours.read_text())["categories"], json.loads(theirs.read_text())["categories"]):
    print(our["category"])
    for name in QUALITY + COST:
        if our[name] is not None and their[name] is not None:
            relation = f"{our[name] - their[name]:+.4f}" if name in QUALITY else f"{their[name] / our[name]:.2f} times as quick or small"
            print(f"  {name:16} reference {their[name]:10.4f}  ours {our[name]:10.4f}  {relation}")
