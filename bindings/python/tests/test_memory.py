"""Memory: 10,000 iterations leave it flat, and the measure sees a leak where there is one."""

from __future__ import annotations

import gc
import os
import tempfile
import unittest
from contextlib import suppress
from pathlib import Path
from typing import Callable

from samples import audit_of, saved

import cisdocker

TIMES = 10_000
WARM = 1_000
ALLOWED = 1 << 20  # a leak of a hundred bytes an iteration would be as much
PAGE = os.sysconf("SC_PAGE_SIZE")
POLICY = "waivers: [{name: a, capabilities: all, reason: it is a test}]"


def resident() -> int:
    """Return the resident memory in bytes."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE


def growth(work: Callable[[], object], times: int) -> int:
    """Return by how much the memory grows while work is done, once it is warm."""
    for _ in range(WARM):
        work()
    before = resident()
    for _ in range(times):
        work()
    return resident() - before


def everything() -> None:
    """Use every kind of object, and leave each in another way."""
    policy = cisdocker.Policy.parse(POLICY)
    audit = audit_of("a", "b", policies=[policy], progress=lambda *_: None)
    result = next(audit)
    _ = result.name, result.reasons, result.evidence, result.remedies, result.to_json()
    renderer = cisdocker.Renderer(audit.report, "csv", lambda _: None)
    renderer.add(result)
    audit.collect().render("json")
    with audit_of("a", "b") as left:
        next(left)
    audit_of("never begun")
    with suppress(cisdocker.Error):
        cisdocker.Policy.parse("x: 1")


class MemoryTest(unittest.TestCase):
    """Resident memory."""

    def test_flat(self) -> None:
        """Nothing grows."""
        self.assertLess(growth(everything, TIMES), ALLOWED)

    def test_drawn_ahead(self) -> None:
        """Nothing grows where some are drawn at a time, and a loop is left before it has all."""
        with tempfile.NamedTemporaryFile() as file:
            file.write(saved(*(f"c{number}" for number in range(40))))
            file.flush()

            def loop() -> None:
                audit = cisdocker.Audit()
                audit.add_inspect(file.name)
                for number, result in enumerate(audit):
                    if number % 3 == 0:
                        _ = result.image
                    if number % 5 == 0:
                        result.close()
                    if number == 20:  # noqa: PLR2004
                        break

            self.assertLess(growth(loop, TIMES // 5), ALLOWED)

    def test_leak_is_seen(self) -> None:
        """A result kept each time would be found."""
        kept: list[cisdocker.Result] = []
        self.assertGreater(growth(lambda: kept.append(next(audit_of("a"))), TIMES), ALLOWED)

    def test_streams(self) -> None:
        """Ten thousand results that are not kept do not become a list."""
        audit = audit_of(*(f"c{i}" for i in range(TIMES)))
        next(audit)
        before = resident()
        self.assertEqual(sum(1 for _ in audit), TIMES - 1)
        self.assertLess(resident() - before, ALLOWED)


if __name__ == "__main__":
    unittest.main()
