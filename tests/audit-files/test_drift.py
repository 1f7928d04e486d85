#!/usr/bin/env python3
"""What stands in audit-files/ is what the command writes: 'make audit-files' brings it there."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[2]).resolve()
KEPT = ROOT / "audit-files"
COMMAND = os.environ.get("CISDOCKER") or "cli/cisdocker"


def export(*words: str) -> bytes:
    return subprocess.run([COMMAND, "export", *words], capture_output=True, check=True).stdout


def listed() -> list[str]:
    """The names that the command knows."""
    return [line.partition(",")[0] for line in export().decode().splitlines()
            if not line.startswith(" ")]


class Drift(unittest.TestCase):
    def test_every_file_is_kept_and_no_other(self) -> None:
        self.assertGreaterEqual(len(listed()), 4)
        self.assertEqual(sorted(listed()), sorted(path.name for path in KEPT.iterdir()))

    def test_every_byte(self) -> None:
        for name in listed():
            with self.subTest(name):
                self.assertEqual((KEPT / name).read_bytes(), export(name),
                                 "'make audit-files' takes what is written now")

    def test_programs_are_in_the_library(self) -> None:
        done = subprocess.run([sys.executable, ROOT / "scripts/make-content-programs", "--check"],
                              capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_all_is_the_same(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            export("--all", folder)
            written = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
            self.assertEqual(written, {name: export(name) for name in listed()})

    def test_scripts_may_be_executed(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            export("--all", folder)
            for path in Path(folder).iterdir():
                runs = path.stat().st_mode & 0o111 != 0
                self.assertEqual(runs, path.read_bytes().startswith(b"#!"), path.name)


if __name__ == "__main__":
    unittest.main()
