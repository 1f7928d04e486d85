"""Counting what was checked, so that a test that checked nothing cannot pass."""

import sys
from typing import Any


class Tally:
    """Collects every failed expectation of a test instead of ending at the first."""

    def __init__(self, name: str):
        self.name = name
        self.checks = 0
        self.failures: list[str] = []

    def expect(self, good: Any, what: str) -> bool:
        self.checks += 1
        if not good:
            self.failures.append(what)
        return bool(good)

    def equal(self, seen: Any, wanted: Any, what: str) -> bool:
        return self.expect(seen == wanted, f"{what}: {seen!r}, not {wanted!r}")

    def status(self, note: str = "") -> int:
        """Say how it went; the exit status of the test."""
        for failure in self.failures:
            print(f"{self.name}: {failure}", file=sys.stderr)
        if self.checks == 0:
            print(f"{self.name}: nothing was checked", file=sys.stderr)
            return 1
        parts = [f"{self.checks} checks, {len(self.failures)} failed", note]
        print(f"{self.name}: {'; '.join(filter(None, parts))}")
        return 1 if self.failures else 0
