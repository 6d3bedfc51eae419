#!/usr/bin/env python3
# Copyright 2026 The Defect SDK authors. Licensed under the Apache License, Version 2.0.
"""Draws the final queries from manuals.json: a quarter of each language's answerable and unanswerable ones, by a fixed seed.

  split.py    writes manuals-final.json and, with the others, manuals-dev.json beside manuals.json
"""
import json
import random
from collections import defaultdict
from pathlib import Path

SEED = 20261124
SHARE = 0.25


def write(path, queries):
    lines = ",\n".join("  " + json.dumps(query, ensure_ascii=False) for query in queries)
    path.write_text('{"queries": [\n' + lines + "\n]}\n", encoding="utf-8")


def main():
    folder = Path(__file__).resolve().parent
    queries = json.loads((folder / "manuals.json").read_text(encoding="utf-8"))["queries"]
    strata = defaultdict(list)
    for query in queries:
        strata[query["lang"], query["gold"] is None].append(query["id"])
    draw = random.Random(SEED)
    final = {name for key in sorted(strata) for name in draw.sample(strata[key], round(SHARE * len(strata[key])))}
    write(folder / "manuals-final.json", [query for query in queries if query["id"] in final])
    write(folder / "manuals-dev.json", [query for query in queries if query["id"] not in final])


if __name__ == "__main__":
    main()
