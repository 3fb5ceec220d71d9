"""Prints what one reminder run costs with few and with many open to-dos: it should follow the due ones.

python bench/reminders.py --todos 1000000 --due 1000
"""

import argparse
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.setup import start


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--todos", type=int, default=100_000)
    options.add_argument("--due", type=int, default=1000)
    chosen = options.parse_args()
    start(f"reminders-{chosen.todos}-{chosen.due}")

    from bench import organization
    from bench.organization import insert
    from samenwerf.agreements.jobs import remind_due
    from samenwerf.agreements.models import Todo
    from samenwerf.core import clock

    at = clock.now()
    made = organization.make(1000, at)
    model = Todo.objects.filter(organization=made)[0]
    Todo.objects.all().delete()
    owners = list(made.memberships.filter(role="hiring_manager"))

    def rows(many: int, first: int, due_in: timedelta) -> list[Todo]:
        return insert(
            Todo(
                organization=made,
                vacancy_id=model.vacancy_id,
                kind="review",
                owner=owners[number % len(owners)],
                target_id=number,
                code=f"K-{number}",
                opened_at=at - timedelta(days=5),
                due_at=at + due_in,
                next_reminder_at=at + due_in,
            )
            for number in range(first, first + many)
        )

    def run() -> tuple[int, float]:
        done, began = 0, time.perf_counter()
        while remind_due(at):
            done += 1
        return done, time.perf_counter() - began

    print(f"{'open to-dos':>12}{'reminded':>10}{'seconds':>10}{'ms each':>9}")
    opened, measured = 0, []
    for more in (chosen.due, chosen.todos):
        rows(more, opened, timedelta(days=3))
        rows(chosen.due, 10_000_000 + opened, timedelta(hours=-1))
        opened += more
        done, seconds = run()
        each = 1000 * seconds / max(done, 1)
        measured.append((opened, each))
        print(f"{opened:12}{done:10}{seconds:10.2f}{each:9.2f}")
    (few, before), (many, after) = measured
    ratio = after / before
    print(f"A reminder costs {ratio:.1f} times as much with {many:,} open to-dos as with {few:,}.")


if __name__ == "__main__":
    main()
