"""Prints for each page: queries, median server time, time of the same SQL alone, the bar, size.

python bench/pages.py --candidates 50000 [--times 15]

The first two lines are the floor: an answer without a page, and the frame with an empty page in it.
"""

import argparse
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.setup import start

# DESIGN section 8.
MOST_QUERIES, TIMES_SQL, MILLISECONDS = 12, 3, 5


def medians(times: int, *runs: Callable[[], Any]) -> list[float]:
    """Median of each in milliseconds, by turns so that a busy moment meets all, after two to warm up."""
    taken: list[list[float]] = [[] for _ in runs]
    for number in range(times + 2):
        for run, its in zip(runs, taken, strict=True):
            began = time.perf_counter()
            run()
            if number >= 2:
                its.append((time.perf_counter() - began) * 1000)
    return [statistics.median(its) for its in taken]


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--candidates", type=int, default=1000)
    options.add_argument("--times", type=int, default=15)
    chosen = options.parse_args()
    start(str(chosen.candidates))

    from django.conf import settings
    from django.db import connection

    from bench import organization
    from bench.addresses import addresses
    from bench.browser import Browser
    from samenwerf.core import clock

    print(f"making {chosen.candidates} candidates ...", file=sys.stderr)
    made = organization.make(chosen.candidates, clock.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    settings.ROOT_URLCONF = "bench.urls"
    from samenwerf.wsgi import application

    version = ".".join(map(str, connection.get_database_version()))
    print(
        f"{connection.display_name} {version}, Python {platform.python_version()}, "
        f"{chosen.candidates} candidates, median of {chosen.times}"
    )
    print(f"{'page':26}{'queries':>8}{'median ms':>11}{'SQL ms':>9}{'bar ms':>9}{'KB':>8}  within the bar")
    held: list[bool] = []
    for name, who, path in addresses(made):
        browser = Browser(application, who)
        queries: list[tuple[str, Any]] = []

        def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            queries.append((sql, params))  # noqa: B023
            return execute(sql, params, many, context)

        with connection.execute_wrapper(keep):
            status, content = browser.get(path)
        if status != "200 OK":
            print(f"{name:26}  answered {status} for {path}")
            continue

        def only_sql() -> None:
            with connection.cursor() as cursor:
                for sql, params in queries:  # noqa: B023
                    cursor.execute(sql, params)
                    if cursor.description:
                        cursor.fetchall()

        # A page may have closed its connection: opening it again is no part of the SQL.
        page, _, sql = medians(
            chosen.times,
            lambda: browser.get(path),  # noqa: B023
            connection.ensure_connection,
            only_sql,
        )
        bar = TIMES_SQL * sql + MILLISECONDS
        line = f"{name:26}{len(queries):8}{page:11.1f}{sql:9.1f}{bar:9.1f}{len(content) / 1024:8.1f}"
        if name.startswith("("):
            print(line)
            continue
        held.append(len(queries) <= MOST_QUERIES and page <= bar)
        print(f"{line}  {'yes' if held[-1] else 'no'}")
    print(f"{sum(held)} of {len(held)} pages are within the bar.")


if __name__ == "__main__":
    main()
