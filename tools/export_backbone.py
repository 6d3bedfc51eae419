#!/usr/bin/env python3
# Copyright 2026 The Defect SDK authors. Licensed under the Apache License, Version 2.0.
"""Exports a timm or torchvision model as a backbone of Defect SDK: one model file and its manifest.

  pip install -r requirements.txt
  export_backbone.py --model torchvision/wide_resnet50_2 --weights wide_resnet50_2.pth --layers layer1 layer2 layer3 \\
      --default-layers layer2 layer3 --licence BSD-3-Clause --source "torchvision IMAGENET1K_V1" --store models

--model    torchvision/NAME or timm/NAME.
--weights  a file with the model's state dict; nothing is downloaded. --pretrained downloads the library's own weights
           instead, --random-weights takes none at all (for trying out).
--layers   what to give, shallowest first. torchvision: names of the model's nodes (layer2, or features.4 of a
           MobileNet). timm: numbers of its feature stages, as features_only counts them (1 2 3).
--runtime  onnx (the default: dynamic batch, height and width; batch normalisation folded) or torchscript.

The folder STORE/ID then holds the model file and manifest.json. The written model is run on two input sizes and must
agree with PyTorch, or the script fails.
"""
import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from model_manifest import write_manifest

OPSET = 17
IMAGENET_MEAN, IMAGENET_STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
TOLERANCE = 1e-3  # of the largest value; float32 kernels of two runtimes differ by far less


class Layers(torch.nn.Module):
    """A model that gives its layers as a tuple, in the order asked for."""

    def __init__(self, model, names):
        super().__init__()
        self.model = model
        self.names = names

    def forward(self, x):
        outputs = self.model(x)
        return tuple(outputs[name] for name in self.names)


def torchvision_layers(name, arguments):
    import torchvision
    from torchvision.models.feature_extraction import create_feature_extractor

    model = torchvision.models.get_model(name, weights="DEFAULT" if arguments.pretrained else None)
    if arguments.weights:
        model.load_state_dict(torch.load(arguments.weights, map_location="cpu", weights_only=True))
    nodes = {layer: layer for layer in arguments.layers}
    return Layers(create_feature_extractor(model.eval(), return_nodes=nodes), arguments.layers)


def timm_layers(name, arguments):
    import timm

    # with 'file' timm reads that file instead of downloading, and fits it to the model without its head
    file = {"pretrained_cfg_overlay": {"file": str(arguments.weights)}} if arguments.weights else {}
    stages = [int(layer) for layer in arguments.layers]
    model = timm.create_model(
        name, pretrained=not arguments.random_weights, features_only=True, out_indices=stages, **file)
    return Layers(model, list(range(len(stages))))


def load(arguments):
    """The model in evaluation mode, and its default mean and standard deviation."""
    library, _, name = arguments.model.partition("/")
    if library == "torchvision":
        return torchvision_layers(name, arguments).eval(), IMAGENET_MEAN, IMAGENET_STD
    if library == "timm":
        import timm

        config = timm.get_pretrained_cfg(name)
        mean, std = (IMAGENET_MEAN, IMAGENET_STD) if config is None else (list(config.mean), list(config.std))
        return timm_layers(name, arguments).eval(), mean, std
    raise SystemExit(f"--model must be torchvision/NAME or timm/NAME, but is {arguments.model}")


def picture(size):
    return torch.from_numpy(np.random.default_rng(size).standard_normal((1, 3, size, size), dtype=np.float32))


def described(model, names, multiple):
    """(name, channels, stride) of each layer, seen from a run."""
    size = 8 * multiple
    layers = []
    for name, output in zip(names, model(picture(size))):
        if output.ndim != 4 or output.shape[2] != output.shape[3] or size % output.shape[2]:
            raise SystemExit(f"layer {name} gives {tuple(output.shape)} for {size}x{size}, which is no feature map")
        stride = size // output.shape[2]
        if multiple % stride:
            raise SystemExit(f"layer {name} has stride {stride}, which does not divide --multiple {multiple}")
        layers.append((name, output.shape[1], stride))
    return layers


def write_onnx(model, names, multiple, file):
    sizes = {0: "N", 2: "H", 3: "W"}
    axes = {"input": sizes} | {name: {0: "N", 2: name + "_h", 3: name + "_w"} for name in names}
    torch.onnx.export(model, (picture(4 * multiple),), str(file), input_names=["input"], output_names=names,
                      dynamic_axes=axes, opset_version=OPSET, do_constant_folding=True, dynamo=False)
    exported = onnx.load(file)
    onnx.checker.check_model(exported, full_check=True)
    left = sum(node.op_type == "BatchNormalization" for node in exported.graph.node)
    print(f"{len(exported.graph.node)} nodes, {left} of them batch normalisation that could not be folded")
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    return lambda x: session.run(names, {"input": x.numpy()})


def write_torchscript(model, names, multiple, file):
    traced = torch.jit.freeze(torch.jit.trace(model, picture(4 * multiple)))
    traced.save(str(file))
    loaded = torch.jit.load(str(file))
    return lambda x: [output.numpy() for output in as_tuple(loaded(x))]


def as_tuple(outputs):
    return outputs if isinstance(outputs, tuple) else (outputs,)


def compare(model, run, names, multiple):
    """Fails unless the written model gives what PyTorch gives, on two sizes."""
    for size in (4 * multiple, 7 * multiple):
        for name, expected, actual in zip(names, model(picture(size)), run(picture(size)), strict=True):
            expected = expected.numpy()
            difference = float(np.abs(expected - actual).max() / max(np.abs(expected).max(), 1e-6))
            print(f"{size}x{size} {name} {actual.shape}: relative difference {difference:.1e}")
            if difference > TOLERANCE:
                raise SystemExit("the written model differs from PyTorch")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="torchvision/NAME or timm/NAME")
    weights = parser.add_mutually_exclusive_group(required=True)
    weights.add_argument("--weights", type=Path, help="file with the state dict")
    weights.add_argument("--pretrained", action="store_true", help="download the library's own weights")
    weights.add_argument("--random-weights", action="store_true", help="no weights, for trying out")
    parser.add_argument("--layers", nargs="+", required=True, help="shallowest first")
    parser.add_argument("--default-layers", nargs="+", help="the ones that PatchCore joins; absent: all")
    parser.add_argument("--licence", required=True, help="of the weights, e.g. BSD-3-Clause")
    parser.add_argument("--source", required=True, help="where the weights come from")
    parser.add_argument("--mean", nargs=3, type=float, help="per channel, 0..1; absent: the model's own")
    parser.add_argument("--std", nargs=3, type=float, help="per channel, 0..1; absent: the model's own")
    parser.add_argument("--multiple", type=int, default=32, help="input sides are multiples of this (32)")
    parser.add_argument("--runtime", choices=["onnx", "torchscript"], default="onnx")
    parser.add_argument("--id", help="absent: the model's name")
    parser.add_argument("--store", required=True, type=Path, help="the model directory")
    arguments = parser.parse_args()

    torch.manual_seed(0)
    model, mean, std = load(arguments)
    # an ONNX output cannot be called '1', so timm's stages become stage1, ...
    names = [f"stage{layer}" if layer.isdigit() else layer for layer in arguments.layers]
    defaults = [f"stage{layer}" if layer.isdigit() else layer for layer in arguments.default_layers or arguments.layers]
    model_id = arguments.id or arguments.model.partition("/")[2]
    folder = arguments.store / model_id
    folder.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        layers = described(model, names, arguments.multiple)
        if arguments.runtime == "onnx":
            file = folder / f"{model_id}.onnx"
            run = write_onnx(model, names, arguments.multiple, file)
        else:
            file = folder / f"{model_id}.pt"
            run = write_torchscript(model, names, arguments.multiple, file)
        compare(model, run, names, arguments.multiple)
    manifest = write_manifest(
        file, model_id=model_id, runtime=arguments.runtime, licence=arguments.licence, source=arguments.source,
        multiple=arguments.multiple, mean=arguments.mean or mean, std=arguments.std or std, layers=layers,
        default_layers=defaults)
    print(f"wrote {file} ({file.stat().st_size} bytes) and {manifest}")


if __name__ == "__main__":
    main()
