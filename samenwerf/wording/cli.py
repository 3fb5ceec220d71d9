"""`samenwerf wording`: reads lines, prints one JSON object a line. Needs no database."""

import argparse
import csv
import json
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from samenwerf.wording import Findings, check

# So many lines are answered one by one, as they come; what follows is shared between processes.
ONE_BY_ONE = 500


def as_json(findings: Findings) -> dict[str, Any]:
    return {
        "text": findings.text,
        "vague": [
            {"span": found.span, "entry": found.entry, "question": found.question} for found in findings.vague
        ],
        "risk": [
            {
                "span": found.span,
                "ground": found.ground,
                "severity": found.severity,
                "entry": found.entry,
                "question": found.question,
            }
            for found in findings.risk
        ],
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Returns 0, or 2 when the file or the column cannot be read."""
    options = _parser().parse_args(argv)
    try:
        for answer in _answers(_lines(options.csv, options.column), options.language):
            print(answer)
    except BrokenPipeError:  # "| head": whoever read has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, UnicodeDecodeError, csv.Error, LookupError) as error:
        print(f"samenwerf wording: {error}", file=sys.stderr)
        return 2
    return 0


def _answers(lines: Iterator[str], language: str) -> Iterator[str]:
    answer = partial(_answer, language=language)
    yield from map(answer, islice(lines, ONE_BY_ONE))
    following = next(lines, None)
    if following is not None:
        yield answer(following)
        with multiprocessing.Pool() as pool:
            yield from pool.imap(answer, lines, chunksize=100)


def _answer(text: str, language: str) -> str:
    return json.dumps(as_json(check(text, language)), ensure_ascii=False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samenwerf wording",
        description="Finds vague and risky expressions in requirements, one JSON object a line.",
    )
    parser.add_argument(
        "--csv", metavar="FILE", help="read a CSV file (UTF-8, with a header) instead of standard input"
    )
    parser.add_argument("--column", default="text", help="the column of the CSV file to read (default: text)")
    parser.add_argument("--language", choices=("nl", "en", "auto"), default="auto")
    return parser


def _lines(path: str | None, column: str) -> Iterator[str]:
    if path is None:
        for raw in sys.stdin.buffer:
            yield raw.decode("utf-8", errors="replace").rstrip("\r\n")
        return
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if column not in (reader.fieldnames or ()):
            raise LookupError(
                f"there is no column {column!r} in {path}; there are: {', '.join(reader.fieldnames or ())}"
            )
        for row in reader:
            yield row[column] or ""


if __name__ == "__main__":
    sys.exit(main())
