# ruff: noqa: E501, SIM115
"""How well the wording check finds what a person marked: precision, recall and F1 by line and by span.

    python bench/wording.py FILE.csv [FILE.csv …] [--half dev|held] [--quiet]

A file has the columns id, language, text, vague, risk, vague_span and risk_span (several spans separated by "|").
By line: did the check find anything where something was marked? By span: a finding and a mark count as the
same when
they share at least half of the shorter one; "exact" asks for the same characters. `--half` splits by a hash
of the id,
so that one half can be kept aside.
"""

import argparse
import csv
import hashlib
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from samenwerf.wording import check

Span = tuple[int, int]


@dataclass
class Count:
    right: int = 0
    found: int = 0
    marked: int = 0

    def add(self, right: int, found: int, marked: int) -> None:
        self.right += right
        self.found += found
        self.marked += marked

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.marked if self.marked else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}  ({self.right} right, {self.found} found, {self.marked} marked)"


@dataclass
class Scores:
    line: Count = field(default_factory=Count)
    span: Count = field(default_factory=Count)
    exact: Count = field(default_factory=Count)


def read(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def half_of(row_id: str) -> str:
    return "dev" if hashlib.sha256(row_id.encode()).digest()[0] % 2 == 0 else "held"


def marked_spans(text: str, column: str) -> list[Span]:
    spans: list[Span] = []
    for part in filter(None, column.split("|")):
        start = text.find(part, spans[-1][1] if spans else 0)
        start = text.find(part) if start < 0 else start
        if start >= 0:
            spans.append((start, start + len(part)))
    return spans


def same(left: Span, right: Span) -> bool:
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return shared > 0 and 2 * shared >= min(left[1] - left[0], right[1] - right[0])


def pairs(found: list[Span], marked: list[Span]) -> int:
    left = list(marked)
    right = 0
    for span in found:
        for other in left:
            if same(span, other):
                left.remove(other)
                right += 1
                break
    return right


def main(argv: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+")
    parser.add_argument("--half", choices=("dev", "held"))
    parser.add_argument("--quiet", action="store_true", help="figures only, no lines")
    parser.add_argument("--prefix", default="", help="only rows whose id begins so")
    options = parser.parse_args(list(argv) if argv is not None else None)
    rows = [
        row
        for path in options.files
        for row in csv.DictReader(Path(path).open(encoding="utf-8-sig", newline=""))
    ]
    rows = [row for row in rows if not options.half or half_of(row["id"]) == options.half]
    rows = [row for row in rows if row["id"].startswith(options.prefix)]
    scores: dict[tuple[str, str], Scores] = {}
    wrong: list[str] = []
    started = time.perf_counter()
    for row in rows:
        text = row["text"]
        findings = check(text)
        for what, found in (("vague", findings.vague), ("risk", findings.risk)):
            spans = [(one.start, one.end) for one in found]
            marks = marked_spans(text, row[f"{what}_span"])
            said, meant = bool(spans), row[what] == "1"
            for language in (row["language"], "both"):
                score = scores.setdefault((what, language), Scores())
                score.line.add(said and meant, said, meant)
                score.span.add(pairs(spans, marks), len(spans), len(marks))
                score.exact.add(len(set(spans) & set(marks)), len(spans), len(marks))
            if said != meant or pairs(spans, marks) != max(len(spans), len(marks)):
                kind = "LINE" if said != meant else "span"
                have = ", ".join(f"{one.span!r} {one.entry}" for one in found) or "nothing"
                wrong.append(
                    f"{kind} {what:5} {row['id']} {text}\n      marked: {row[what + '_span'] or 'nothing'}   found: {have}"
                )
    elapsed = time.perf_counter() - started
    if not options.quiet:
        print("\n".join(sorted(wrong, key=lambda line: line[:10])))
    for (what, language), score in sorted(scores.items()):
        print(
            f"{what:5} {language:4}  line  {score.line}\n            span  {score.span}\n            exact {score.exact}"
        )
    print(f"{len(rows)} lines in {elapsed * 1000:.0f} ms, reading the lexicon included")
    return 0


if __name__ == "__main__":
    sys.exit(main())
