"""anomalib's inspection as one ONNX graph, as its own export makes it: the backbone's file and, behind it, anomalib's modules."""

import tempfile
import warnings
from pathlib import Path

import onnx
import torch


class Tail(torch.nn.Module):
    """From feature maps to score and map by anomalib's modules."""

    def __init__(self, model, size):
        super().__init__()
        self.model = model
        self.size = size

    def forward(self, *features):
        names = self.model.layers
        pooled = {name: self.model.feature_pooler(feature) for name, feature in zip(names, features)}
        embedding = self.model.generate_embedding(pooled)
        height, width = embedding.shape[-2:]
        patches = self.model.reshape_embedding(embedding)
        distances, places = self.model.nearest_neighbors(patches, 1)
        score = self.model.compute_anomaly_score(distances.reshape(1, -1), places.reshape(1, -1), patches)
        grid = distances.reshape(1, 1, height, width)
        return score, self.model.anomaly_map_generator(grid, (self.size, self.size))


def export(backbone, layers, features, model, size):
    """The merged graph's file; its outputs are 'score' and 'map'."""
    folder = Path(tempfile.mkdtemp())
    names = [f"tail_{layer}" for layer in layers]
    head = onnx.load(backbone)
    opset = next(entry.version for entry in head.opset_import if entry.domain in ("", "ai.onnx"))
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        inputs = tuple(feature.clone() for feature in features)
        torch.onnx.export(Tail(model, size), inputs, folder / "tail.onnx", input_names=names,
                          output_names=["score", "map"], opset_version=opset, dynamo=False)
    tail = onnx.load(folder / "tail.onnx")
    head.ir_version = tail.ir_version = max(head.ir_version, tail.ir_version)
    merged = onnx.compose.merge_models(
        onnx.compose.add_prefix(head, "backbone_", rename_inputs=False, rename_outputs=False),
        tail,
        io_map=list(zip(layers, names)),
        outputs=["score", "map"],
    )
    file = folder / "inspection.onnx"
    onnx.save(merged, file)
    return file
