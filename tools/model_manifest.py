# Copyright 2026 The Defect SDK authors. Licensed under the Apache License, Version 2.0.
"""Writes the manifest.json that Defect SDK's model store reads; docs/models.md describes every field."""
import hashlib
import json
from pathlib import Path


def write_manifest(model_file, *, model_id, runtime, licence, source, multiple, mean, std, layers, default_layers):
    """Writes a backbone's manifest.json beside model_file. layers: (name, channels, stride), shallowest first."""
    model_file = Path(model_file)
    return _write(model_file.parent, {
        **_head(model_id, "backbone", runtime),
        **_file(model_file),
        "licence": licence,
        "source": source,
        "input": {"name": "input", "multiple": multiple, "colourOrder": "RGB", "mean": mean, "std": std},
        "layers": [{"name": name, "channels": channels, "stride": stride} for name, channels, stride in layers],
        "defaultLayers": default_layers,
    })


def write_clip_manifest(folder, *, model_id, runtime, licence, source, dimension, image_file, size, mean, std, text_file,
                        tokenizer_file, context_length, start_token, end_token):
    """Writes a CLIP model's manifest.json into the folder; without text_file it has no text model."""
    manifest = {
        **_head(model_id, "clip", runtime),
        "licence": licence,
        "source": source,
        "dimension": dimension,
        "image": {**_file(image_file), "input": "image", "output": "embedding", "size": size, "colourOrder": "RGB",
                  "mean": mean, "std": std},
    }
    if text_file:
        manifest["text"] = {**_file(text_file), "input": "tokens", "output": "embedding", "contextLength": context_length,
                            "startToken": start_token, "endToken": end_token, "tokenizer": _file(tokenizer_file)}
    return _write(folder, manifest)


def write_sentence_manifest(folder, *, model_id, licence, source, model_file, tokenizer_file, input_ids, attention_mask, output,
                            dimension, normalised, context_length, start_token, end_token, unknown_token, query_prefix,
                            passage_prefix):
    """Writes the manifest.json of an encoder of sentences into the folder."""
    return _write(folder, {
        **_head(model_id, "sentence-encoder", "onnx"),
        **_file(model_file),
        "tokenizer": _file(tokenizer_file),
        "licence": licence,
        "source": source,
        "input": {"ids": input_ids, "attentionMask": attention_mask},
        "output": output,
        "dimension": dimension,
        "normalised": normalised,
        "contextLength": context_length,
        "startToken": start_token,
        "endToken": end_token,
        "unknownToken": unknown_token,
        "queryPrefix": query_prefix,
        "passagePrefix": passage_prefix,
    })


def _head(model_id, kind, runtime):
    return {"formatVersion": 1, "id": model_id, "kind": kind, "runtime": runtime}


def _file(file):
    content = Path(file).read_bytes()
    return {"file": Path(file).name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def _write(folder, manifest):
    path = Path(folder) / "manifest.json"
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
