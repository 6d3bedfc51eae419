"""A backbone's ONNX file as a torch module with the same weights, for its users' way of running it: eager torch."""

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper


class TorchGraph(torch.nn.Module):
    """The nodes that lead to these outputs, one after the other, in place where torchvision's own modules work in place."""

    def __init__(self, file, outputs):
        super().__init__()
        graph = onnx.load(file).graph
        self.input = graph.input[0].name
        self.outputs = outputs
        constants = {entry.name: torch.from_numpy(numpy_helper.to_array(entry).copy()) for entry in graph.initializer}
        nodes, wanted = [], set(outputs)
        for node in reversed(graph.node):
            if wanted & set(node.output):
                nodes.insert(0, node)
                wanted |= set(node.input)
        readers = [name for node in nodes for name in node.input]
        self.steps = []
        for node in nodes:
            name = node.input[0]
            spare = readers.count(name) == 1 and name not in outputs and name != self.input
            arguments = [constants[other] for other in node.input if other in constants]
            values = [other for other in node.input if other not in constants]
            self.steps.append((node.output[0], values, operation(node, arguments, spare)))

    def forward(self, picture):
        values = {self.input: picture}
        for output, inputs, run in self.steps:
            values[output] = run(*(values[name] for name in inputs))
        return [values[name] for name in self.outputs]


def operation(node, constants, spare):
    """A function of the node's inputs that are no constants; spare: the first may be overwritten."""
    attributes = {entry.name: onnx.helper.get_attribute_value(entry) for entry in node.attribute}
    if node.op_type == "Conv":
        return convolution(attributes, *constants)
    if node.op_type == "MaxPool":
        top, left, bottom, right = attributes["pads"]
        if (top, left) != (bottom, right) or attributes.get("ceil_mode", 0):
            raise SystemExit(f"{node.name}: MaxPool with pads {attributes['pads']} is not known here")
        return lambda x: F.max_pool2d(x, attributes["kernel_shape"], attributes["strides"], (top, left))
    if node.op_type == "Clip":
        low, high = (float(limit) for limit in constants)
        return (lambda x: x.clamp_(low, high)) if spare else (lambda x: x.clamp(low, high))
    known = {
        "Relu": torch.relu_ if spare else torch.relu,
        "Add": torch.Tensor.add_ if spare else torch.add,
        "Identity": lambda x: x,
    }
    if node.op_type not in known:
        raise SystemExit(f"the operator {node.op_type} is not known here, only Conv, MaxPool, Clip and {', '.join(known)}")
    return known[node.op_type]


def convolution(attributes, weight, bias=None):
    top, left, bottom, right = attributes.get("pads", [0, 0, 0, 0])
    settings = {name: attributes.get(key, otherwise)
                for name, key, otherwise in (("stride", "strides", [1, 1]), ("dilation", "dilations", [1, 1]), ("groups", "group", 1))}
    if (top, left) == (bottom, right):
        return lambda x: F.conv2d(x, weight, bias, padding=(top, left), **settings)
    return lambda x: F.conv2d(F.pad(x, (left, right, top, bottom)), weight, bias, **settings)


def check(found, expected, names):
    """Ends the program unless the maps agree to 1e-4 of the largest value of each."""
    for ours, theirs, name in zip(found, expected, names):
        difference = float(np.abs(np.asarray(ours) - np.asarray(theirs)).max() / np.abs(np.asarray(theirs)).max())
        if not difference < 1e-4:
            raise SystemExit(f"torch's {name} differs from ONNX Runtime's by {difference:.1e} of its largest value, above 1e-4")
