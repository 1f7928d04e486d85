"""A library that is missing or too old: an error that says what to do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from places import SOURCE

MAP = SOURCE / "libcisdocker" / "libcisdocker.map"


def symbols() -> list[str]:
    """Return every function that the library exports."""
    return re.findall(r"^    (cisd_\w+);", MAP.read_text(encoding="ascii"), re.MULTILINE)


def fake(folder: str, names: list[str], version: str) -> None:
    """Build a library that has these functions and says that it is of this version."""
    code = "".join(
        f'const char *{name}(void);\nconst char *{name}(void) {{ return "{version}"; }}\n'
        for name in names
    )
    compiler = os.environ.get("CC", "cc").split()
    output = Path(folder, "libcisdocker.so.0")
    subprocess.run(
        [*compiler, "-shared", "-fPIC", "-Wl,-soname,libcisdocker.so.0",
         f"-Wl,--version-script={MAP}", "-o", output, "-xc", "-"],
        input=code.encode(), check=True,
    )  # fmt: skip


def attempt(folder: str) -> str:
    """Import the binding with the libraries of a folder; return what it says."""
    done = subprocess.run(
        [sys.executable, "-c", "import cisdocker"], check=False, capture_output=True, text=True,
        env={**os.environ, "LD_LIBRARY_PATH": folder},
    )  # fmt: skip
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


@unittest.skipUnless(shutil.which(os.environ.get("CC", "cc").split()[0]), "no C compiler")
class LoadingTest(unittest.TestCase):
    """Import errors."""

    def setUp(self) -> None:
        """Make a folder for a library."""
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name

    def assert_told(self, *words: str) -> None:
        """Expect an ImportError with these words and the advice."""
        said = attempt(self.folder)
        for word in ("ImportError", "install libcisdocker", "LD_LIBRARY_PATH", *words):
            self.assertIn(word, said)

    def test_missing(self) -> None:
        """No library: an empty file stands in the way of an installed one."""
        Path(self.folder, "libcisdocker.so.0").touch()
        self.assert_told("cannot load libcisdocker")

    def test_function_missing(self) -> None:
        """A library that lacks a function is too old."""
        fake(self.folder, [name for name in symbols() if name != "cisd_audit_next"], "0.0.9")
        self.assert_told("libcisdocker is too old", "cisd_audit_next")

    def test_version(self) -> None:
        """A library that says that it is older is too old."""
        fake(self.folder, symbols(), "0.0.9")
        self.assert_told("libcisdocker 0.0.9 is too old")

    def test_whole(self) -> None:
        """The fake is not refused for being a fake, as far as the check of the version goes."""
        fake(self.folder, symbols(), "0.1.0")
        self.assertNotIn("too old", attempt(self.folder))


if __name__ == "__main__":
    unittest.main()
