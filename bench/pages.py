"""Prints for each page: queries, median server time, time of the same SQL alone, ratio, size.

python bench/pages.py --candidates 50000 [--times 15]
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.setup import start


def milliseconds(run: Callable[[], Any], times: int) -> float:
    """Median of `times` runs, after two to warm up."""
    taken = []
    for number in range(times + 2):
        began = time.perf_counter()
        run()
        if number >= 2:
            taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--candidates", type=int, default=1000)
    options.add_argument("--times", type=int, default=15)
    chosen = options.parse_args()
    start(str(chosen.candidates))

    from django.db import connection

    from bench import organization
    from bench.addresses import addresses, signed_in
    from samenwerf.core import clock

    print(f"making {chosen.candidates} candidates ...", file=sys.stderr)
    made = organization.make(chosen.candidates, clock.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{'page':34}{'queries':>8}{'median ms':>11}{'SQL ms':>9}{'ratio':>7}{'KB':>8}  within the bar")
    for name, who, path in addresses(made):
        client = signed_in(who)
        queries: list[tuple[str, Any]] = []

        def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            queries.append((sql, params))  # noqa: B023
            return execute(sql, params, many, context)

        with connection.execute_wrapper(keep):
            response = client.get(path)
        if response.status_code != 200:
            print(f"{name:34}  answered {response.status_code} for {path}")
            continue

        def only_sql() -> None:
            with connection.cursor() as cursor:
                for sql, params in queries:  # noqa: B023
                    cursor.execute(sql, params)
                    if cursor.description:
                        cursor.fetchall()

        page = milliseconds(lambda: client.get(path), chosen.times)  # noqa: B023
        sql = milliseconds(only_sql, chosen.times)
        within = len(queries) <= 12 and page <= 3 * sql + 5
        size = len(response.content) / 1024
        print(
            f"{name:34}{len(queries):8}{page:11.1f}{sql:9.1f}{page / max(sql, 0.01):7.1f}{size:8.1f}"
            f"  {'yes' if within else 'no'}"
        )


if __name__ == "__main__":
    main()
