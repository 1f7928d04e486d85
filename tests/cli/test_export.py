#!/usr/bin/env python3
"""Content for scanners is listed, written, and appears whole or not at all."""

import re
import tempfile
import unittest
from pathlib import Path

from command import run

NAME = "cisdocker-5.4-docker.audit"
WRONG = {
    "unknown": (["cisdocker-5.4-dokcer.audit"], f"did you mean '{NAME}'?"),
    "nothing like it": (["xyzzy"], "'cisdocker export' lists all"),
    "two": ([NAME, "more"], "unexpected 'more'"),
    "nothing named": (["--output", "-"], "no content is named"),
    "all and one": (["--all", ".", NAME], "'--all' writes everything"),
    "all into one file": (["--all", ".", "-o", "x"], "'--all' writes everything"),
    "no name": ([NAME, "-o", ""], "no name"),
    "no folder": (["--all", "/nonexistent/folder"], "cannot write '/nonexistent/folder/"),
    "no place": ([NAME, "-o", "/nonexistent/x"], "cannot write '/nonexistent/x'"),
}


class Export(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_wrong_usage(self) -> None:
        for case, (words, expected) in WRONG.items():
            with self.subTest(case):
                done = run("export", *words)
                self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
                self.assertIn(expected, done.stderr.splitlines()[0])

    def test_list(self) -> None:
        done = run("export")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn(f"{NAME}, in short: audit\n    For Nessus: ", done.stdout)
        names = re.findall(r"^([^\s,]+)", done.stdout, re.MULTILINE)
        self.assertEqual(len(names), len(set(names)))
        self.assertEqual(len(names), len(re.findall(r"^    For ", done.stdout, re.MULTILINE)))

    def test_short_names(self) -> None:
        found = dict(re.findall(r"^(\S+), in short: (\w+)$", run("export").stdout, re.MULTILINE))
        self.assertEqual(sorted(found.values()), ["audit", "datastream", "oval", "sce", "xccdf"])
        for name, word in found.items():
            self.assertEqual(run("export", word).stdout, run("export", name).stdout)

    def test_file_is_what_stdout_is(self) -> None:
        run("export", NAME, "--output", self.folder / "a")
        written = run("export", NAME)
        self.assertEqual((written.returncode, written.stderr), (0, ""))
        self.assertEqual((self.folder / "a").read_text(), written.stdout)
        self.assertEqual(run("export", NAME, "-o", "-").stdout, written.stdout)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["a"])

    def test_full_disk(self) -> None:
        with open("/dev/full", "w", encoding="ascii") as full:
            done = run("export", NAME, stdout=full)
        self.assertEqual(done.returncode, 2)
        self.assertIn("cannot write to the standard output: No space", done.stderr)

    def test_all_replaces(self) -> None:
        (self.folder / NAME).write_text("old")
        self.assertEqual(run("export", "--all", self.folder).returncode, 0)
        self.assertEqual((self.folder / NAME).read_text(), run("export", NAME).stdout)


if __name__ == "__main__":
    unittest.main()
