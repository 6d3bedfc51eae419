"""What runs a backbone, or the exported graph of backbone and method: torch, ONNX Runtime, OpenVINO in FP32 or in its default, BF16."""

import json

import numpy as np
import torch

from onnx_torch import TorchGraph, check

ENGINES = ["torch", "onnxruntime", "openvino", "openvino-bf16"]


def graph(file, engine, threads, name, outputs):
    """An ONNX file as a function from an array to these outputs."""
    if engine == "onnxruntime":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        return lambda values: session.run(outputs, {name: values})
    import openvino

    options = {"INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY"}
    # without a hint OpenVINO takes BF16 where the processor has it
    options |= {"INFERENCE_PRECISION_HINT": "f32"} if engine == "openvino" else {}
    compiled = openvino.Core().compile_model(str(file), "CPU", options)
    precision = compiled.get_property("INFERENCE_PRECISION_HINT").to_string()
    expected = {"openvino": "f32", "openvino-bf16": "bf16"}[engine]
    if precision != expected:
        raise SystemExit(f"OpenVINO runs {engine} in {precision} on this processor, expected {expected}")
    request = compiled.create_infer_request()

    def run(values):
        results = request.infer({name: values}, share_inputs=True)
        return [results[output] for output in outputs]

    return run


class Backbone:
    """An ONNX file with its manifest.json beside it."""

    def __init__(self, file, layers, threads):
        self.file = file
        self.threads = threads
        self.manifest = json.loads((file.parent / "manifest.json").read_text())
        self.name = self.manifest["input"]["name"]
        self.layers = layers or self.manifest["defaultLayers"]
        self.mean = torch.tensor(self.manifest["input"]["mean"]).reshape(3, 1, 1)
        self.std = torch.tensor(self.manifest["input"]["std"]).reshape(3, 1, 1)

    def normalised(self, pixels):
        return ((pixels - self.mean) / self.std).unsqueeze(0)

    def run_by(self, engine):
        """A function from normalised pixels to feature maps."""
        if engine == "torch":
            return TorchGraph(self.file, self.layers)
        run = graph(self.file, engine, self.threads, self.name, self.layers)
        return lambda pixels: [torch.from_numpy(np.array(feature)) for feature in run(pixels.numpy())]

    def check(self, pixels):
        """That torch finds what ONNX Runtime does."""
        check(self.run_by("torch")(pixels), self.run_by("onnxruntime")(pixels), self.layers)
