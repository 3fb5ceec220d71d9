"""Trains the small models of `samenwerf/wording/phrasing.py` and writes their weights.

    python bench/train_phrasing.py bench/wording-lines.csv samenwerf/wording/tests/lines.csv

Reads labelled lines (columns text, vague_span, risk_span, risk_ground). Logistic regression with ridge; for
parts of a text rare names weigh more. Deterministic: the same lines give the same weights. Train again when
the lexicon or a rule changed, as the models read what those find. Needs numpy; the product itself does not.
"""

import csv
import json
import math
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from wording import marked_spans

from samenwerf.wording.checker import by_rules
from samenwerf.wording.context import Context
from samenwerf.wording.lexicon import CONTENT
from samenwerf.wording.phrasing import RISK_GUESS
from samenwerf.wording.reading import Part, Place, Reading, flat

STEPS, RATE = 300, 0.1
PART_RIDGE, WORD_RIDGE = 0.05, 1.5
# A weight below this is not worth its place in the file.
PART_SMALLEST, WORD_SMALLEST, GROUND_SMALLEST = 0.5, 0.2, 1.2

Row = tuple[list[str], str]  # the names that are read, and the label


def read(names: Iterable[str]) -> Iterator[dict[str, str]]:
    for name in names:
        with Path(name).open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def examples(lines: Iterable[dict[str, str]]) -> dict[str, list[Row]]:
    """For each model what it reads, with its label: "1" or "0", or for "grounds" the ground."""
    rows: dict[str, list[Row]] = {
        name: [] for name in ("vague", "vague_words", "risk", "risk_words", "grounds")
    }
    for line in lines:
        context, vague, risk = by_rules(line["text"])
        for sentence, clauses in Reading(context, [*vague, *risk]).sentences():
            _add(rows, "risk", context, [sentence], line["risk_span"])
            _add(rows, "vague", context, clauses, line["vague_span"])
            is_risk = is_marked(context, sentence.place, line["risk_span"])
            if is_risk and line["risk_ground"] in RISK_GUESS:
                rows["grounds"].append((flat(sentence.as_a_whole), line["risk_ground"]))
    return rows


def _add(
    rows: dict[str, list[Row]], question: str, context: Context, parts: Iterable[Part], spans: str
) -> None:
    for part in parts:
        label = str(int(is_marked(context, part.place, spans)))
        rows[question].append((flat(part.as_a_whole), label))
        around = part.around_a_word
        for at, names in enumerate(part.of_each_word, part.place[0]):
            label = str(int(is_marked(context, (at, at + 1), spans)))
            rows[f"{question}_words"].append((flat([*names, around]), label))


def is_marked(context: Context, place: Place, spans: str) -> bool:
    begin, end = context.tokens[place[0]].start, context.tokens[place[1] - 1].end
    return any(start < end and begin < stop for start, stop in marked_spans(context.text, spans))


class Table:
    """The names of all rows. In parts of a text rare names count more, and a row counts by the square root of
    its length.
    """

    def __init__(self, rows: Sequence[Row], of_parts: bool) -> None:
        spread = Counter(name for names, _label in rows for name in set(names))
        self.names = sorted(name for name, count in spread.items() if count > 1)
        index = {name: at for at, name in enumerate(self.names)}
        self.rarity = np.ones(len(self.names))
        if of_parts:
            rarity = np.array([math.log(len(rows) / spread[name]) for name in self.names])
            self.rarity = rarity / rarity.mean()
        row, column, value = array("i"), array("i"), array("d")
        for at, (names, _label) in enumerate(rows):
            weight = 1 / math.sqrt(len(names)) if of_parts else 1.0
            known = [index[name] for name in names if name in index]
            row.extend([at] * len(known))
            column.extend(known)
            value.extend([weight] * len(known))
        self.row, self.column = np.array(row), np.array(column)
        self.value = np.array(value) * self.rarity[self.column]
        self.count = len(rows)

    def train(self, wanted: np.ndarray, ridge: float) -> tuple[float, np.ndarray]:
        """The bias and the weights, by Adam on all rows at once."""
        weights, mean, square = np.zeros((3, len(self.names) + 1))
        for step in range(1, STEPS + 1):
            score = np.bincount(self.row, self.value * weights[self.column], self.count) + weights[-1]
            error = 1 / (1 + np.exp(-score)) - wanted
            slope = (
                np.bincount(self.column, self.value * error[self.row], len(self.names)) + ridge * weights[:-1]
            )
            slope = np.append(slope, error.sum()) / self.count
            mean = 0.9 * mean + 0.1 * slope
            square = 0.999 * square + 0.001 * slope**2
            weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        return float(weights[-1]), weights[:-1] * self.rarity


def model(rows: Sequence[Row], of_parts: bool) -> dict[str, object]:
    table = Table(rows, of_parts)
    wanted = np.array([label == "1" for _names, label in rows], dtype=float)
    bias, weights = table.train(wanted, PART_RIDGE if of_parts else WORD_RIDGE)
    smallest = PART_SMALLEST if of_parts else WORD_SMALLEST
    return {
        "bias": round(bias, 3),
        "weights": {
            name: round(float(weight), 2)
            for name, weight in zip(table.names, weights, strict=True)
            if abs(weight) >= smallest
        },
    }


def grounds(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """What each name says about which ground, one against all others."""
    table = Table(rows, of_parts=True)
    points: dict[str, dict[str, float]] = {}
    for ground in RISK_GUESS:
        _bias, weights = table.train(
            np.array([each == ground for _names, each in rows], dtype=float), PART_RIDGE
        )
        for name, weight in zip(table.names, weights, strict=True):
            if abs(weight) >= GROUND_SMALLEST:
                points.setdefault(name, {})[ground] = round(float(weight), 1)
    return points


def main(argv: list[str]) -> int:
    rows = examples(read(argv))
    for name, labelled in rows.items():
        print(f"{name}: {len(labelled)} rows, {sum(label != '0' for _names, label in labelled)} marked")
    written = {
        name: model(rows[name], of_parts=name in ("vague", "risk")) for name in rows if name != "grounds"
    }
    with (CONTENT / "phrasing.json").open("w", encoding="utf-8") as file:
        json.dump(
            written | {"grounds": grounds(rows["grounds"])}, file, ensure_ascii=False, separators=(",", ":")
        )
        file.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
