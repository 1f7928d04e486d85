#!/usr/bin/python3
"""The kernel test against newer engines: those of other Debian releases, each in its own root.

test_engines.py [--seed N] [--count N]: as for test_random.py, whose draws are made here too.
"""

import sys

import engines
import test_kernel
import test_random
from engine import Engine
from signals import turn_signals_into_exit
from tally import Tally


def compare(release: str, seed: int, count: int) -> int:
    """Both tests against the engine of one release; their exit status."""
    root = engines.root(release)
    table, drawn = (Tally(f"test_engines: {release}: {what}") for what in ("table", "drawn"))
    with Engine(root) as engine:
        status = table.status(test_kernel.compare(engine, table))
    with Engine(root) as engine:
        return status | drawn.status(test_random.compare(engine, drawn, seed, count))


def main() -> int:
    turn_signals_into_exit()
    given, status = test_random.arguments(), 0
    print(f"test_engines: --seed {given.seed}", flush=True)
    for release in engines.RELEASES:
        status |= compare(release, given.seed, given.count)
    return status


if __name__ == "__main__":
    sys.exit(main())
