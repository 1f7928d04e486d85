"""A test of the command in a folder of its own, within bounds of time and memory."""

import contextlib
import tempfile
import unittest
from pathlib import Path

from run_command import SANITIZED, Run, built_measure, run_command


class Bounded(unittest.TestCase):
    seconds: float
    peak_mib: int

    def setUp(self) -> None:
        leave = contextlib.ExitStack()
        self.addCleanup(leave.close)
        self.folder = Path(leave.enter_context(tempfile.TemporaryDirectory()))
        self.measure = built_measure(self.folder)

    def run_in_bounds(self, *words: str) -> Run:
        run = run_command(self.measure, self.seconds, *words, cwd=self.folder)
        self.assertFalse(run.limit_reached, "it takes too long")
        self.assertLess(run.status, 128, run.stderr)
        if not SANITIZED:
            self.assertLess(run.peak_mib, self.peak_mib)
        return run
