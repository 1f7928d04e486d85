#!/usr/bin/env python3
"""Every file of the project's folders is in what `make dist` takes, and every file named exists."""

import os
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[2]).resolve()
FOLDERS = ["libcisdocker", "include", "cli", "tests", "man", "doc", "examples", "bench", "scripts",
           "contrib", "audit-files", "bindings"]
LEFTOVERS = re.compile(r"(^|/)(\.deps|\.libs|__pycache__|node_modules|target)(/|$)"
                       r"|(^|/)\.dirstamp$|\.(l?o|l?a|log|trs|gcda|gcno|pyc|orig|rej|swp)$|~$")
ASSIGNMENT = re.compile(r"^(\w+)[ \t]*\+?=(.*)$", re.MULTILINE)
DISTRIBUTED = re.compile(r"^(EXTRA_DIST|dist_\w+|(?!nodist_)\w+_(SOURCES|HEADERS))$")
SOURCE_FOLDER = re.compile(r"^\$\((top_)?srcdir\)/")


def variables() -> dict[str, list[str]]:
    """The makefile's variables, each with all words ever given to it."""
    found: dict[str, list[str]] = {}
    text = re.sub(r"^#.*$", "", (ROOT / "Makefile.am").read_text(), flags=re.MULTILINE)
    for name, value in ASSIGNMENT.findall(text.replace("\\\n", " ")):
        found.setdefault(name, []).extend(value.split())
    return found


def expanded(words: list[str], known: dict[str, list[str]]) -> set[str]:
    """The words, with those of the variables among them; paths relative to the top."""
    found = set()
    for word in words:
        variable = re.fullmatch(r"\$\((\w+)\)", word)
        if variable:
            found |= expanded(known.get(variable[1], []), known)
        else:
            found.add(SOURCE_FOLDER.sub("", word).rstrip("/"))
    return found


def distributed() -> set[str]:
    """The files and folders that automake takes along, those it knows by itself aside."""
    known = variables()
    return set().union(*(expanded(words, known) for name, words in known.items()
                         if DISTRIBUTED.match(name)))


def tracked() -> list[str] | None:
    """The files git knows or would take; None where this is no checkout."""
    if not (ROOT / ".git").exists():
        return None
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "--cached", "--others",
                             "--exclude-standard", "-z", "--", *FOLDERS],
                            capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        return None
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def walked() -> list[str]:
    """The files in the folders."""
    return [str(path.relative_to(ROOT)) for folder in FOLDERS
            for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]


def files() -> list[str]:
    """The project's files; build output that lies among them is left out."""
    listed = tracked()
    return [name for name in (walked() if listed is None else listed)
            if not LEFTOVERS.search(name)]


def is_taken(name: str, taken: set[str]) -> bool:
    """Whether the file is taken, or a folder it is in."""
    return any(str(path) in taken for path in [Path(name), *Path(name).parents][:-1])


class Lists(unittest.TestCase):
    """`make dist` misses nothing."""

    maxDiff = None

    def test_every_file_is_taken(self) -> None:
        taken = distributed()
        names = files()
        self.assertGreater(len(names), 50)
        self.assertEqual([name for name in names if not is_taken(name, taken)], [],
                         "make dist leaves it out: name it in Makefile.am")

    def test_every_file_named_exists(self) -> None:
        named = [word for word in distributed() if word.startswith(tuple(f"{f}/" for f in FOLDERS))]
        self.assertGreater(len(named), 50)
        self.assertEqual([word for word in named if not (ROOT / word).exists()], [],
                         "named in Makefile.am, not there")

    def test_leftovers_are_not_sources(self) -> None:
        """Guards the tests above against leaving out too much."""
        for name in ("libcisdocker/ground/memory.c", "tests/data/a.log.json", "doc/target.md"):
            self.assertIsNone(LEFTOVERS.search(name), name)


if __name__ == "__main__":
    unittest.main()
