#!/usr/bin/env python3
# Copyright 2026 The Defect SDK authors. Licensed under the Apache License, Version 2.0.
"""Exports an OpenCLIP model as an encoder of pictures and texts of Defect SDK: two model files, a tokenizer and their manifest.

  pip install -r requirements.txt
  export_clip.py --model ViT-B-32 --pretrained openai --licence MIT --source "OpenAI CLIP, ViT-B/32" --store models
  export_clip.py --model ViT-B-32 --weights clip.safetensors --licence MIT --source "LAION-2B" --store models

--weights  a file with the model's state dict; nothing is downloaded. --pretrained downloads the weights of that tag instead,
           --random-weights takes none at all (for trying out), the same ones for the same --seed.
--quick-gelu  for weights that were trained with it, as OpenAI's were; --pretrained knows by itself.
--runtime  onnx (the default: dynamic batch, 32-bit floats) or torchscript.

The folder STORE/ID (absent: MODEL_PRETRAINED) then holds image.onnx, text.onnx, tokenizer.json and manifest.json. The written models
are run on batches of one and three and must agree with PyTorch, and the tokenizer must give OpenCLIP's tokens, or the script fails.
"""
import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import open_clip
import torch
from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers

from model_manifest import write_clip_manifest

OPSET = 17
TOLERANCE = 1e-5  # of the largest value; float32 kernels of two runtimes differ by less

TEXTS = [
    "a scratch", "A deep SCRATCH on the left edge!", "two lines\nand  a\ttab", "it's the supplier's part, isn't it?",
    "긁힘", "표면에 긁힌 자국이 3개 있다.", "금속 부품의 왼쪽 가장자리 균열", "crack: 0.35 mm x 12 mm (±5%)", "🔩🔧 bolt 👍🏽",
    "ISO-9001/2015 #42 @line_7", "l'éraflure sur la pièce", "Kratzer an der Schweißnaht", "傷のある部品", "царапина", "a" * 300,
    "very " * 100 + "long", "x" * 60 + " " + "긁힘 " * 60, "<b>bold</b> & more", "…—–", "1234567890",
]


def add_model_arguments(parser):
    parser.add_argument("--model", required=True, help="OpenCLIP's name of it, e.g. ViT-B-32")
    weights = parser.add_mutually_exclusive_group(required=True)
    weights.add_argument("--weights", type=Path, help="file with the state dict")
    weights.add_argument("--pretrained", help="tag of the weights to download, e.g. openai")
    weights.add_argument("--random-weights", action="store_true", help="no weights, for trying out")
    parser.add_argument("--quick-gelu", action="store_true", help="for weights trained with it, as OpenAI's were")
    parser.add_argument("--seed", type=int, default=0, help="of the random weights (0)")


def load(arguments):
    """The model in evaluation mode, on the CPU, in 32-bit floats."""
    tag = open_clip.get_pretrained_cfg(arguments.model, arguments.pretrained) if arguments.pretrained else {}
    torch.manual_seed(arguments.seed)
    model = open_clip.create_model(
        arguments.model, pretrained=str(arguments.weights) if arguments.weights else arguments.pretrained, precision="fp32",
        force_quick_gelu=arguments.quick_gelu or tag.get("quick_gelu", False))
    if arguments.random_weights:
        spread(model)
    return model.eval()


def spread(model):
    """
    Widens freshly drawn weights. As they are drawn, the blocks hardly add to what they are given, and every picture and text has
    nearly the same embedding, so that nothing could be told from comparing embeddings.
    """
    for name, weights in model.named_parameters():
        if weights.ndim > 1 and ("attn" in name or "mlp" in name or name.endswith("conv1.weight")):
            weights.data.mul_(2)


class Image(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, image):
        return self.model.encode_image(image)


class Text(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, tokens):
        return self.model.encode_text(tokens)


def preprocessing(model):
    """Input size, mean and standard deviation; fails where the preprocessing is another one than CLIP's."""
    config = open_clip.get_model_preprocess_cfg(model)
    size = config["size"]
    size = size if isinstance(size, int) else size[0] if size[0] == size[1] else None
    if size is None or config["interpolation"] != "bicubic" or config["resize_mode"] != "shortest":
        raise SystemExit(f"only square, bicubic inputs with the shorter side resized can be exported, but this model takes {config}")
    return size, [float(x) for x in config["mean"]], [float(x) for x in config["std"]]


def open_clip_tokenizer(name):
    tokenizer = open_clip.get_tokenizer(name)
    if type(tokenizer) is not open_clip.tokenizer.SimpleTokenizer or tokenizer.reduction_fn is not None:
        raise SystemExit(f"only CLIP's own byte-pair tokenizer can be exported, but {name} has {type(tokenizer).__name__}")
    return tokenizer


def to_hugging_face(tokenizer):
    """OpenCLIP's vocabulary as a tokenizer of HuggingFace's; of ftfy's repairs it has Unicode's composition and straight quotes."""
    special = [tokenizer.decoder[token] for token in tokenizer.all_special_ids]
    result = Tokenizer(models.BPE(
        vocab=tokenizer.encoder, merges=list(tokenizer.bpe_ranks), continuing_subword_prefix="", end_of_word_suffix="</w>",
        fuse_unk=False))
    result.normalizer = normalizers.Sequence([
        normalizers.NFC(),
        normalizers.Replace(Regex("[\u02bc\u2018-\u201b]"), "'"),
        normalizers.Replace(Regex("[\u201c-\u201f]"), '"'),
        normalizers.Replace(Regex(r"\s+"), " "),
        normalizers.Lowercase(),
    ])
    words = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
    result.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(words), behavior="removed", invert=True),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    result.add_special_tokens([AddedToken(token, normalized=True, special=True) for token in special])
    return result


def compare_tokens(tokenizer, exported):
    for text in TEXTS:
        expected, actual = tokenizer.encode(text), exported.encode(text, add_special_tokens=False).ids
        if expected != actual:
            raise SystemExit(f"the written tokenizer differs from OpenCLIP's on {text!r}: {actual} instead of {expected}")
    print(f"tokens of {len(TEXTS)} texts equal")


def write_onnx(module, name, example, file):
    torch.onnx.export(module, (example,), str(file), input_names=[name], output_names=["embedding"],
                      dynamic_axes={name: {0: "N"}, "embedding": {0: "N"}}, opset_version=OPSET, do_constant_folding=True,
                      dynamo=False)
    onnx.checker.check_model(str(file), full_check=True)
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    return lambda x: session.run(["embedding"], {name: x.numpy()})[0]


def write_torchscript(module, name, example, file):
    torch.jit.freeze(torch.jit.trace(module, example)).save(str(file))
    loaded = torch.jit.load(str(file))
    return lambda x: loaded(x).numpy()


def write(module, name, examples, file, runtime):
    """Writes a model and fails unless it gives what PyTorch gives, alone and in a batch."""
    run = (write_onnx if runtime == "onnx" else write_torchscript)(module, name, examples[:1], file)
    for batch in (examples[:1], examples):
        expected, actual = module(batch).numpy(), run(batch)
        difference = float(np.abs(expected - actual).max() / max(np.abs(expected).max(), 1e-6))
        print(f"{file.name} {actual.shape}: relative difference {difference:.1e}")
        if expected.shape != actual.shape or not difference <= TOLERANCE:
            raise SystemExit("the written model differs from PyTorch")
    return expected.shape[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_model_arguments(parser)
    parser.add_argument("--image-only", action="store_true", help="no text model: search by picture alone")
    parser.add_argument("--licence", required=True, help="of the weights, e.g. MIT")
    parser.add_argument("--source", required=True, help="where the weights come from")
    parser.add_argument("--runtime", choices=["onnx", "torchscript"], default="onnx")
    parser.add_argument("--id", help="absent: MODEL_PRETRAINED, or the model's name")
    parser.add_argument("--store", required=True, type=Path, help="the model directory")
    arguments = parser.parse_args()

    # fused attention has no counterpart in ONNX
    torch.backends.mha.set_fastpath_enabled(False)
    model_id = arguments.id or "_".join(filter(None, [arguments.model, arguments.pretrained]))
    folder = arguments.store / model_id
    folder.mkdir(parents=True, exist_ok=True)
    suffix = "onnx" if arguments.runtime == "onnx" else "pt"
    model = load(arguments)
    size, mean, std = preprocessing(model)
    tokenizer = text_file = tokenizer_file = None
    if not arguments.image_only:
        tokenizer = open_clip_tokenizer(arguments.model)
        exported = to_hugging_face(tokenizer)
        compare_tokens(tokenizer, exported)
        tokenizer_file = folder / "tokenizer.json"
        exported.save(str(tokenizer_file), pretty=False)
    with torch.no_grad():
        pictures = torch.from_numpy(np.random.default_rng(1).standard_normal((3, 3, size, size), dtype=np.float32))
        image_file = folder / f"image.{suffix}"
        dimension = write(Image(model).eval(), "image", pictures, image_file, arguments.runtime)
        if tokenizer:
            text_file = folder / f"text.{suffix}"
            write(Text(model).eval(), "tokens", tokenizer(TEXTS[2:5]), text_file, arguments.runtime)
    manifest = write_clip_manifest(
        folder, model_id=model_id, runtime=arguments.runtime, licence=arguments.licence, source=arguments.source,
        dimension=dimension, image_file=image_file, size=size, mean=mean, std=std, text_file=text_file,
        tokenizer_file=tokenizer_file, context_length=getattr(model, "context_length", None),
        start_token=tokenizer and tokenizer.sot_token_id, end_token=tokenizer and tokenizer.eot_token_id)
    print(f"wrote {manifest} and what it names")


if __name__ == "__main__":
    main()
