"""The latency targets: three rows, ours and anomalib's side by side in one run, with gate, aim and what was got, as a table in Markdown.

python gates.py --jar ../target/benchmarks.jar --data DIR --resnet DIR/model.onnx --lite0 DIR/model.onnx --out FOLDER

From the picture's file on disk to score and map, at 256 px, batch 1, two threads, median over all test pictures of a folder. The
reference's bank is drawn at random from the same patches, since choosing it takes anomalib minutes to an hour and brute force takes as
long for any bank. Exit code: 0 all gates met, 1 not.
"""

import argparse
import json
import os
import statistics
from pathlib import Path

from compare import run_ours, run_theirs
from engines import ENGINES

PRESET = "anomalib"
FP32 = ["onnxruntime", "openvino"]

# backbone, bank, then how many times as quick as what: (peer, gate, aim); None: no gate
ROWS = {
    "resnet18-10": ("resnet", "0.1", [("torch", 3, 5), ("best FP32 export", 1.8, 3), ("openvino-bf16", None, 2.5)]),
    "resnet18-2000": ("resnet", "2000", [("torch", 1.6, 2.2), ("best FP32 export", 1.15, 1.6), ("openvino-bf16", None, 1)]),
    "lite0-2000": ("lite0", "2000", [("torch", 2.5, 3.5), ("best FP32 export", 1.6, 2.2), ("openvino-bf16", None, 1.5)]),
}


def measure(name, arguments, folder):
    """Ours, theirs, and again as often as asked, in turns."""
    model, bank, _ = ROWS[name]
    backbone = {"resnet": arguments.resnet, "lite0": arguments.lite0}[model]
    options = ["--data", arguments.data, "--backbone", backbone, "--bank", bank, "--threads", "2", "--warm-up", arguments.warm_up]
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("turn*.json"):
        file.unlink()
    for turn in range(arguments.turns):
        load = os.getloadavg()[0]
        ours = run_ours(arguments.jar, PRESET, options, folder / "ours.json")["categories"][0]
        theirs = run_theirs(PRESET, ENGINES, "random", options, folder / "reference.json")["categories"][0]
        millis = {"ours": ours["latency_ms_p50"]} | {engine: found["latency_ms_p50"] for engine, found in theirs["engines"].items()}
        found = {"load_average_before": load, "bank_vectors": ours["bank_vectors"], "millis": millis}
        (folder / f"turn{turn}.json").write_text(json.dumps(found))


def medians(turns):
    return {name: statistics.median(turn["millis"][name] for turn in turns) for name in ["ours", *ENGINES]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jar", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--resnet", type=Path, required=True, help="a ResNet-18 with its manifest.json beside it")
    parser.add_argument("--lite0", type=Path, required=True, help="the packaged EfficientNet-lite0, its manifest beside it")
    parser.add_argument("--row", choices=ROWS, action="append",
                        help="measure only this one; may be given several times; the table takes the others from --out")
    parser.add_argument("--turns", type=int, default=1, help="times that ours and theirs are run, in turns; the median counts")
    parser.add_argument("--warm-up", default="3", help="rounds over the test pictures before the one that is timed")
    parser.add_argument("--out", type=Path, required=True, help="folder of the reports")
    arguments = parser.parse_args()
    for name in arguments.row or ROWS:
        measure(name, arguments, arguments.out / name)
    found = {name: [json.loads(file.read_text()) for file in sorted((arguments.out / name).glob("turn*.json"))] for name in ROWS}
    found = {name: turns for name, turns in found.items() if turns}
    print(f"\n| ms, median | bank | ours | {' | '.join(ENGINES)} | load before |\n|---|---|---|{'---|' * len(ENGINES)}---|")
    for name, turns in found.items():
        cells = [f"{millis:.1f}" for millis in medians(turns).values()]
        load = max(turn["load_average_before"] for turn in turns)
        print(f"| {name} | {turns[0]['bank_vectors']:,} | {' | '.join(cells)} | {load:.1f} |")
    print("\n| times as quick as | | gate | aim | got | |\n|---|---|---|---|---|---|")
    missed = 0
    for name, turns in found.items():
        millis = medians(turns)
        millis["best FP32 export"] = min(millis[engine] for engine in FP32)
        for peer, gate, aim in ROWS[name][2]:
            got = millis[peer] / millis["ours"]
            missed += gate is not None and got < gate
            state = "aim met" if got >= aim else "gate missed" if gate and got < gate else "gate met" if gate else "aim missed"
            print(f"| {name} | {peer} | {gate or '–'} | {aim} | {got:.2f} | {state} |")
    raise SystemExit(1 if missed else 0)


if __name__ == "__main__":
    main()
