"""Exact nearest neighbours of 784 patches among 16,384, of 1,536 dimensions: torch, faiss, numpy, ONNX Runtime and ours, two threads.

python search.py --jar ../target/benchmarks.jar --data DIR --backbone MODEL.onnx --out FOLDER

Embeddings of three kinds: a good and a defective test picture against patches of the OK pictures drawn at random (of each layer's map the
3×3 neighbourhoods, averaged to equal shares of the dimensions and joined, as the authors of PatchCore make theirs; 224 px, 28×28
patches), and uniformly random numbers. Peers have the bank's squared lengths computed beforehand. Exit code: 0 found the same and all
gates met, 1 not.
"""

import argparse
import json
import os
import subprocess
import time
from pathlib import Path

import faiss
import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper

import official
from category import taught, tests
from engines import Backbone
from run_reference import read

PATCHES, BANK, DIMENSION, SIZE, THREADS = 784, 16_384, 1_536, 224, 2
REAL_GATE, REAL_AIM, RANDOM_GATE = 1.0, 1.5, 1.2


def real(folder, backbone, seed):
    """The bank, and the patches of a good and of a defective test picture."""
    run = backbone.run_by("onnxruntime")

    def embed(file):
        return official.embed(run(backbone.normalised(official.pixels(read(file), SIZE))), DIMENSION // len(backbone.layers), DIMENSION)

    patches = torch.cat([embed(file) for file in taught(folder, None, seed)])
    bank = patches[torch.randperm(len(patches), generator=torch.Generator().manual_seed(seed))[:BANK]]
    parts, _ = tests(folder)
    return bank.numpy(), {"good picture": embed(parts[0].file).numpy(), "defective picture": embed(parts[-1].file).numpy()}


def product_graph(bank, squares, searches):
    """Queries times the bank; where it searches, that to half the distance that matters, and its lowest's place."""
    constants = [numpy_helper.from_array(np.ascontiguousarray(bank), "bank")]
    nodes = [helper.make_node("Gemm", ["queries", "bank"] + ["halves"] * searches, ["out"], transB=1, alpha=-1.0)]
    output = helper.make_tensor_value_info("out", TensorProto.FLOAT, [None, len(bank)])
    if searches:
        constants.append(numpy_helper.from_array(squares / 2, "halves"))
        nodes.append(helper.make_node("ArgMin", ["out"], ["found"], axis=1, keepdims=0))
        output = helper.make_tensor_value_info("found", TensorProto.INT64, [None])
    queries = helper.make_tensor_value_info("queries", TensorProto.FLOAT, [None, bank.shape[1]])
    graph = helper.make_graph(nodes, "search", [queries], [output], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return lambda queries: session.run(None, {"queries": queries})[0]


def peers(bank):
    """Functions from queries to the index of each one's nearest vector; 'Gemm alone' gives products."""
    squares = (bank.astype(np.float64) ** 2).sum(1).astype(np.float32)
    tensor, tensor_squares = torch.from_numpy(bank), torch.from_numpy(squares)
    flat = faiss.IndexFlatL2(bank.shape[1])
    flat.add(bank)
    return {
        "torch addmm, min": lambda q: torch.addmm(tensor_squares, torch.from_numpy(q), tensor.T, alpha=-2).min(1).indices.numpy(),
        "torch cdist, min": lambda q: torch.cdist(torch.from_numpy(q), tensor).min(1).indices.numpy(),
        "faiss IndexFlatL2": lambda q: flat.search(q, 1)[1][:, 0],
        "numpy": lambda q: (squares - 2 * (q @ bank.T)).argmin(1),
        "ONNX Runtime Gemm, ArgMin": product_graph(bank, squares, True),
        "ONNX Runtime Gemm alone": product_graph(bank, squares, False),
    }


def millis(run, queries, seconds=3):
    """The median over so many seconds, after a third of that to warm up."""
    taken = []
    start = time.perf_counter()
    while time.perf_counter() - start < seconds * 4 / 3 or len(taken) < 5:
        begin = time.perf_counter()
        run(queries)
        if begin - start > seconds / 3:
            taken.append(1000 * (time.perf_counter() - begin))
    return float(np.median(taken))


def run_ours(jar, bank, queries, folder):
    """Median milliseconds and the indices found, by JMH in a process of its own."""
    files = {name: folder / f"{name}.bin" for name in ("bank", "query", "found")}
    bank.astype("<f4").tofile(files["bank"])
    queries.astype("<f4").tofile(files["query"])
    parameters = {"threads": THREADS, "bankVectors": 0, "dimension": bank.shape[1]} | {f"{k}File": v.resolve() for k, v in files.items()}
    options = [word for name, value in parameters.items() for word in ("-p", f"{name}={value}")]
    report = folder / "jmh.json"
    command = ["java", "-jar", jar, "jmh", "SearchBenchmark.nearest", "-bm", "sample", "-wi", "3", "-w", "2", "-i", "3", "-r", "2",
               "-v", "SILENT", "-rf", "json", "-rff", report, *options]
    subprocess.run([str(word) for word in command], check=True)
    measured = json.loads(report.read_text())[0]["primaryMetric"]["scorePercentiles"]["50.0"]
    return measured, np.fromfile(files["found"], dtype="<i4")


def farther(bank, queries, found, others):
    """By how much, as a share of the squared distance in double precision, what others found is nearer, at most."""
    def squared(index):
        return ((queries.astype(np.float64) - bank[index]) ** 2).sum(1)

    ours, theirs = squared(found), squared(others)
    return float(((ours - theirs) / np.maximum(theirs, 1e-30)).max())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jar", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--backbone", type=Path, required=True)
    parser.add_argument("--layers", type=lambda text: text.split(","))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, help="folder for the arrays")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(THREADS)
    faiss.omp_set_num_threads(THREADS)
    load = os.getloadavg()[0]
    with torch.inference_mode():
        bank, pictures = real(arguments.data, Backbone(arguments.backbone, arguments.layers, THREADS), arguments.seed)
        draw = np.random.default_rng(arguments.seed)
        cases = [(name, bank, queries) for name, queries in pictures.items()]
        cases.append(("random", draw.random((BANK, DIMENSION), np.float32), draw.random((PATCHES, DIMENSION), np.float32)))
        table, failed = [], False
        for name, bank, queries in cases:
            ours, found = run_ours(arguments.jar, bank, queries, arguments.out)
            searches = peers(bank)
            times = {peer: millis(run, queries) for peer, run in searches.items()}
            for peer, run in searches.items():
                if "alone" not in peer:
                    others = run(queries)
                    difference = farther(bank, queries, found, others)
                    print(f"{name}, {peer}: the same vector for {(found == others).sum()} of {len(queries)}, never nearer than ours by"
                          f" more than {max(difference, 0):.1e} of the squared distance")
                    failed |= difference > 1e-6
            fastest = min(millis for peer, millis in times.items() if name != "random" or "alone" in peer)
            gate, aim = (1 / RANDOM_GATE, "–") if name == "random" else (REAL_GATE, REAL_AIM)
            failed |= fastest / ours < gate
            table.append([name, ours, *times.values(), fastest / ours, gate, aim])
    print(f"\nload average before: {load:.1f}")
    print(f"\n| ms, median | ours | {' | '.join(times)} | times as quick | gate | aim |\n|---|---|{'---|' * len(times)}---|---|---|")
    for name, *numbers, got, gate, aim in table:
        print(f"| {name} | {' | '.join(f'{number:.0f}' for number in numbers)} | {got:.2f} | {gate:.2f} | {aim} |")
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
