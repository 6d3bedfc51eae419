"""Whether one setting is better than another beyond chance: the difference of their mean image AUROC, with a paired bootstrap.

python bootstrap.py BASE.json OTHER.json [BASE.json OTHER.json ...]

Each pair are reports of the accuracy command on the same folders. Pictures are drawn again with replacement, good and defective ones of
each folder apart, the same ones for both reports, so that what they share cancels out. The interval says how sure the difference is for
these folders; it says nothing about other products. Where a report was made with fewer OK pictures or another seed, give it its own pair:
the mean goes over folders and pairs.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

DRAWS = 2_000


def cells(base, other):
    """For each folder of a pair the labels and both scores."""
    reports = [{c["category"]: c for c in json.loads(Path(file).read_text())["categories"]} for file in (base, other)]
    if reports[0].keys() != reports[1].keys():
        sys.exit(f"{base} has {sorted(reports[0])}, but {other} {sorted(reports[1])}")
    for name in reports[0]:
        ours, theirs = ([(p["file"], p["defective"], p["score"]) for p in report[name]["scores"]] for report in reports)
        if [p[0] for p in ours] != [p[0] for p in theirs]:
            sys.exit(f"{name}: the two reports are of other pictures")
        yield name, np.array([p[1] for p in ours]), np.array([p[2] for p in ours]), np.array([p[2] for p in theirs])


def main():
    files = sys.argv[1:]
    if not files or len(files) % 2:
        sys.exit(__doc__)
    pairs = [cell for i in range(0, len(files), 2) for cell in cells(files[i], files[i + 1])]
    random = np.random.default_rng(0)
    differences = np.zeros(DRAWS)
    for name, labels, base, other in pairs:
        before, after = roc_auc_score(labels, base), roc_auc_score(labels, other)
        print(f"{name:16} {100 * before:6.2f} -> {100 * after:6.2f}  {100 * (after - before):+5.2f}")
        good, bad = np.flatnonzero(~labels), np.flatnonzero(labels)
        for draw in range(DRAWS):
            chosen = np.concatenate([random.choice(good, len(good)), random.choice(bad, len(bad))])
            drawn = labels[chosen]
            differences[draw] += roc_auc_score(drawn, other[chosen]) - roc_auc_score(drawn, base[chosen])
    differences *= 100 / len(pairs)
    mean = 100 * np.mean([roc_auc_score(l, o) - roc_auc_score(l, b) for _, l, b, o in pairs])
    low, high = np.quantile(differences, [0.025, 0.975])
    print(f"mean difference {mean:+.2f} points, 95 % interval {low:+.2f} to {high:+.2f}")


main()
