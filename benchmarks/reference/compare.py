"""Runs the accuracy command and run_reference.py with the same settings, one after the other, and prints theirs, ours and the ratio.

python compare.py --jar ../target/benchmarks.jar --preset anomalib --data DIR --backbone MODEL.onnx --bank 2000 --engine torch --out FOLDER

--engine (any number) and --coreset go to the reference, whatever follows to both sides; --preset default is held against the plain
reference, each other one against the implementation it is named after.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from engines import ENGINES

QUALITY = ["image_auroc", "pixel_auroc", "aupro", "cover_radius"]
COST = ["fit_seconds", "coreset_seconds", "peak_rss_mb"]
LATENCY = ["latency_ms_p50", "latency_ms_p99"]
METHODS = {"default": "plain", "accurate": "plain", "anomalib": "anomalib", "official": "official"}


def run_ours(jar, preset, options, out):
    """The report of the accuracy command."""
    command = ["java", "-jar", jar, "accuracy", "--preset", preset, "--out", out, *options]
    subprocess.run([str(word) for word in command], check=True)
    return json.loads(out.read_text())


def run_theirs(preset, engines, coreset, options, out):
    """The report of run_reference.py."""
    script = Path(__file__).with_name("run_reference.py")
    chosen = [word for engine in engines for word in ("--engine", engine)]
    command = [sys.executable, script, "--method", METHODS[preset], "--coreset", coreset, "--out", out, *chosen, *options]
    subprocess.run([str(word) for word in command], check=True)
    return json.loads(out.read_text())


def show(ours, theirs, coreset):
    print(ours["category"])
    if coreset != "random":
        for name in QUALITY:
            if ours[name] is not None and theirs[name] is not None:
                print(f"  {name:31} reference {theirs[name]:10.4f}  ours {ours[name]:10.4f}  {ours[name] - theirs[name]:+.4f}")
    for name in COST[2:] if coreset == "random" else COST:
        print(f"  {name:31} {ratio(ours[name], theirs[name])}")
    for engine, found in theirs["engines"].items():
        for name in LATENCY:
            print(f"  {name}, {engine:15} {ratio(ours[name], found[name])}")


def ratio(ours, theirs):
    return f"reference {theirs:10.2f}  ours {ours:10.2f}  {theirs / ours:.2f} times as quick or small"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jar", type=Path, required=True)
    parser.add_argument("--preset", choices=METHODS, required=True)
    parser.add_argument("--engine", choices=ENGINES, action="append", help="of the reference; default: all")
    parser.add_argument("--coreset", choices=["own", "exact", "random"], default="own", help="of the reference; random: time alone")
    parser.add_argument("--out", type=Path, required=True, help="folder of both reports")
    arguments, both = parser.parse_known_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    print(f"load average before: {os.getloadavg()[0]:.1f}")
    ours = run_ours(arguments.jar, arguments.preset, both, arguments.out / "ours.json")
    theirs = run_theirs(arguments.preset, arguments.engine or ENGINES, arguments.coreset, both, arguments.out / "reference.json")
    for our, their in zip(ours["categories"], theirs["categories"]):
        show(our, their, arguments.coreset)


if __name__ == "__main__":
    main()
