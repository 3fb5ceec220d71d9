"""Trains the two small models of `samenwerf/wording/phrasing.py` and writes their weights.

    python bench/train_phrasing.py bench/wording-lines.csv samenwerf/wording/tests/lines.csv

Reads labelled lines (columns text, vague_span, risk_span, risk_ground). Logistic regression with ridge, in
which rare features weigh more. Deterministic: the same lines give the same weights. Train again when the
lexicon or a rule changed, as the models read what those find. Needs numpy; the product itself does not.
"""

import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from wording import marked_spans

from samenwerf.wording.checker import by_rules
from samenwerf.wording.context import Context
from samenwerf.wording.lexicon import CONTENT
from samenwerf.wording.phrasing import RISK_GUESS, parts

RIDGE, STEPS, RATE = 0.05, 300, 0.1
SMALLEST = 0.3  # a weight below this is not worth its place in the file


def read(names: Iterable[str]) -> Iterator[dict[str, str]]:
    for name in names:
        with Path(name).open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def examples(lines: Iterable[dict[str, str]]) -> dict[str, list[tuple[set[str], str]]]:
    """For each model what it reads, with its label: "1" or "0", or for "grounds" the ground."""
    rows: dict[str, list[tuple[set[str], str]]] = {"vague": [], "risk": [], "grounds": []}
    for line in lines:
        context, vague, risk = by_rules(line["text"])
        for sentence, clauses in parts(context, [*vague, *risk]):
            is_risk = is_marked(context, sentence.place, line["risk_span"])
            rows["risk"].append((sentence.features(), str(int(is_risk))))
            if is_risk and line["risk_ground"] in RISK_GUESS:
                rows["grounds"].append((sentence.features(), line["risk_ground"]))
            for clause in clauses:
                is_vague = is_marked(context, clause.place, line["vague_span"])
                rows["vague"].append((clause.features(), str(int(is_vague))))
    return rows


def is_marked(context: Context, place: tuple[int, int], spans: str) -> bool:
    begin, end = context.tokens[place[0]].start, context.tokens[place[1] - 1].end
    return any(start < end and begin < stop for start, stop in marked_spans(context.text, spans))


class Table:
    """The features of all rows: rare ones count more, and a row counts by the square root of its length."""

    def __init__(self, rows: list[set[str]]) -> None:
        spread = Counter(name for names in rows for name in names)
        self.names = sorted(name for name, count in spread.items() if count > 1)
        index = {name: at for at, name in enumerate(self.names)}
        rarity = np.array([math.log(len(rows) / spread[name]) for name in self.names])
        self.rarity = rarity / rarity.mean()
        cells = [
            (row, index[name], 1 / math.sqrt(len(names)))
            for row, names in enumerate(rows)
            for name in sorted(names)
            if name in index
        ]
        self.row, self.column = (np.array([cell[at] for cell in cells]) for at in (0, 1))
        self.value = np.array([cell[2] for cell in cells]) * self.rarity[self.column]
        self.count = len(rows)

    def train(self, wanted: np.ndarray) -> tuple[float, np.ndarray]:
        """The bias and the weights, by Adam on all rows at once."""
        weights, mean, square = np.zeros((3, len(self.names) + 1))
        for step in range(1, STEPS + 1):
            score = np.bincount(self.row, self.value * weights[self.column], self.count) + weights[-1]
            error = 1 / (1 + np.exp(-score)) - wanted
            slope = (
                np.bincount(self.column, self.value * error[self.row], len(self.names)) + RIDGE * weights[:-1]
            )
            slope = np.append(slope, error.sum()) / self.count
            mean = 0.9 * mean + 0.1 * slope
            square = 0.999 * square + 0.001 * slope**2
            weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        return float(weights[-1]), weights[:-1]


def model(rows: list[tuple[set[str], str]]) -> dict[str, object]:
    table = Table([names for names, _label in rows])
    bias, weights = table.train(np.array([label == "1" for _names, label in rows], dtype=float))
    return {
        "bias": round(bias, 3),
        "weights": {
            name: round(float(weight * rarity), 2)
            for name, weight, rarity in zip(table.names, weights, table.rarity, strict=True)
            if abs(weight * rarity) >= SMALLEST
        },
    }


def grounds(rows: list[tuple[set[str], str]]) -> dict[str, dict[str, float]]:
    """What each feature says about which ground, one against all others."""
    table, points = Table([names for names, _ground in rows]), {}
    for ground in RISK_GUESS:
        _bias, weights = table.train(np.array([each == ground for _names, each in rows], dtype=float))
        for name, weight in zip(table.names, weights * table.rarity, strict=True):
            if abs(weight) >= 4 * SMALLEST:
                points.setdefault(name, {})[ground] = round(float(weight), 1)
    return points


def main(argv: list[str]) -> int:
    rows = examples(read(argv))
    written = {name: model(rows[name]) for name in ("vague", "risk")} | {"grounds": grounds(rows["grounds"])}
    with (CONTENT / "phrasing.json").open("w", encoding="utf-8") as file:
        json.dump(written, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")
    for name, labelled in rows.items():
        print(f"{name}: {len(labelled)} rows, {sum(label != '0' for _names, label in labelled)} marked")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
