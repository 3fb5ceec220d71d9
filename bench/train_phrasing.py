# ruff: noqa: E501
"""Trains the small model of `samenwerf/wording/phrasing.py` and writes its weights.

    python bench/train_phrasing.py [FILE.csv …]

Reads `content/wording/phrasing-lines.csv` (clauses: vague, text) and the labelled lines given (columns text and
vague_span). Deterministic: the same lines give the same weights. Needs numpy; the product itself does not.
"""

import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from samenwerf.wording.context import Context
from samenwerf.wording.lexicon import CONTENT
from samenwerf.wording.match import Line, find
from samenwerf.wording.phrasing import features
from samenwerf.wording.text import tokenize

RIDGE, STEPS, SMALLEST = 0.3, 300, 0.02


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def context_of(text: str) -> Context:
    line = Line(tokenize(text))
    return Context(text, line, find(line))


def examples(files: list[Path]) -> Iterator[tuple[set[str], int]]:
    for row in read(CONTENT / "phrasing-lines.csv"):
        context = context_of(row["text"])
        yield features(context, 0, len(context.tokens)), int(row["vague"])
    for row in [row for path in files for row in read(path)]:
        text, context = row["text"], context_of(row["text"])
        marks = [
            (text.find(part), text.find(part) + len(part)) for part in row["vague_span"].split("|") if part
        ]
        at = 0
        while at < len(context.tokens):
            first, last = context.clause(at)
            begin, end = context.tokens[first].start, context.tokens[last - 1].end
            yield features(context, first, last), int(any(a < end and begin < b for a, b in marks))
            at = last


def train(rows: list[tuple[set[str], int]]) -> dict[str, float]:
    counts = Counter(name for names, _ in rows for name in names)
    index = {name: i for i, name in enumerate(sorted(name for name, count in counts.items() if count > 1))}
    table = np.zeros((len(rows), len(index)), dtype=np.float32)
    for row, (names, _) in enumerate(rows):
        places = [index[name] for name in names if name in index]
        table[row, places] = 1 / math.sqrt(max(len(places), 1))
    wanted = np.array([label for _, label in rows], dtype=np.float64)
    weights, mean, square = np.zeros((3, len(index) + 1))
    for step in range(1, STEPS + 1):
        error = 1 / (1 + np.exp(-(table @ weights[:-1] + weights[-1]))) - wanted
        slope = np.append(table.T @ error / len(rows) + RIDGE * weights[:-1] / len(rows), error.mean())
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        weights = weights - 0.1 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    model = {name: round(float(weights[i]), 2) for name, i in index.items() if abs(weights[i]) >= SMALLEST}
    return {"bias": round(float(weights[-1]), 3)} | model


def main(argv: list[str]) -> int:
    rows = list(examples([Path(name) for name in argv]))
    model = train(rows)
    with (CONTENT / "phrasing.json").open("w", encoding="utf-8") as file:
        json.dump(model, file, ensure_ascii=False, indent=0)
        file.write("\n")
    print(f"{len(rows)} clauses, {sum(label for _, label in rows)} vague; {len(model)} weights")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
