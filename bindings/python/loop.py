#!/usr/bin/env python3
"""loop.py FILE [TIMES]: prints the seconds of each loop over an audit of saved output."""

import sys
import time

import cisdocker


def loop(path: str) -> int:
    """Touch name, verdict and reasons of every result."""
    seen = 0
    with cisdocker.Audit() as audit:
        audit.add_inspect(path)
        for result in audit:
            seen += bool(result.name) + (result.verdict is cisdocker.Verdict.FAIL)
            seen += len(result.reasons)
    return seen


for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 1):  # noqa: PLR2004
    before = time.perf_counter()
    loop(sys.argv[1])
    print(f"{time.perf_counter() - before:.4f}")
