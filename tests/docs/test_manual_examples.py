#!/usr/bin/env python3
"""The programs in the library's manual page compile without a warning, and do what it says."""

import json
import os
import re
import shlex
import subprocess
import tempfile
import unittest
from pathlib import Path

from public_header import ROOT

MANUAL = ROOT / "man/libcisdocker.3"
COMPILER = shlex.split(os.environ.get("CC") or "cc")
LINK_FLAGS = shlex.split(os.environ.get("OWN_LDFLAGS") or "")
STRICT = ["-std=c99", "-pedantic-errors", "-Wall", "-Wextra", "-Wshadow", "-Wstrict-prototypes",
          "-Werror"]


def programs() -> list[str]:
    """The page's displays that are programs."""
    displays = re.findall(r"^\.Bd -literal\n(.*?)^\.Ed", MANUAL.read_text(),
                          re.MULTILINE | re.DOTALL)
    return [text.replace(r"\e", "\\") for text in displays if text.startswith("#include")]


class Examples(unittest.TestCase):
    """Each is built with libtool against the library of this build."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.built = [cls.build(number, text) for number, text in enumerate(programs())]

    @classmethod
    def build(cls, number: int, text: str) -> Path:
        source = Path(cls.folder.name) / f"example{number}.c"
        source.write_text(text)
        program = source.with_suffix("")
        made = source.with_suffix(".o")
        subprocess.run([*COMPILER, *STRICT, f"-I{ROOT}/include", "-c", source, "-o", made],
                       check=True)
        subprocess.run(["./libtool", "--quiet", "--tag=CC", "--mode=link", *COMPILER, *LINK_FLAGS,
                        "-o", program, made, "libcisdocker.la"], check=True)
        return program

    def run_example(self, number: int, argument: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([self.built[number], argument], capture_output=True, text=True,
                              timeout=60, check=False)

    def test_there_are_two(self) -> None:
        self.assertEqual(len(self.built), 2)

    def test_engine_out_of_reach(self) -> None:
        done = self.run_example(0, "unix:///nonexistent/docker.sock")
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertRegex(done.stderr, r"\A[^\n]*/nonexistent/docker\.sock[^\n]*\n\Z")

    def test_saved_output(self) -> None:
        done = self.run_example(1, str(ROOT / "tests/docs/inspect-many.json"))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(json.loads(done.stdout)["results"][0]["verdict"], "fail")

    def test_missing_file(self) -> None:
        done = self.run_example(1, "/nonexistent/inspect.json")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertFalse(json.loads(done.stdout)["targets"][0]["complete"])


if __name__ == "__main__":
    unittest.main()
