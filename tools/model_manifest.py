# Copyright 2026 The Defect SDK authors. Licensed under the Apache License, Version 2.0.
"""Writes the manifest.json that Defect SDK's model store reads; docs/models.md describes every field."""
import hashlib
import json
from pathlib import Path


def write_manifest(model_file, *, model_id, runtime, licence, source, multiple, mean, std, layers, default_layers):
    """Writes manifest.json beside model_file. layers: (name, channels, stride), shallowest first."""
    model_file = Path(model_file)
    content = model_file.read_bytes()
    manifest = {
        "formatVersion": 1,
        "id": model_id,
        "kind": "backbone",
        "runtime": runtime,
        "file": model_file.name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "licence": licence,
        "source": source,
        "input": {"name": "input", "multiple": multiple, "colourOrder": "RGB", "mean": mean, "std": std},
        "layers": [{"name": name, "channels": channels, "stride": stride} for name, channels, stride in layers],
        "defaultLayers": default_layers,
    }
    path = model_file.with_name("manifest.json")
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
