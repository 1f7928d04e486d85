#!/usr/bin/env python3
"""Every file of the project's folders is named in Makefile.am, and every file named exists."""

import os
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[2]).resolve()
FOLDERS = ["libcisdocker", "include", "cli", "tests", "man", "doc", "examples", "bench", "scripts",
           "contrib", "audit-files", "bindings"]
LEFTOVERS = re.compile(r"(^|/)(\.deps|\.libs|__pycache__|\.pytest_cache|node_modules|target)(/|$)"
                       r"|(^|/)\.dirstamp$|\.(l?o|l?a|log|trs|gcda|gcno|pyc|orig|rej|swp)$|~$")


def makefile_words() -> set[str]:
    """Every word of Makefile.am and of the files it includes, paths relative to the top."""
    words: set[str] = set()
    for path in [ROOT / "Makefile.am", *ROOT.glob("*/**/*.am")]:
        text = re.sub(r"^\s*#.*$", "", path.read_text(), flags=re.MULTILINE)
        words.update(word.removeprefix("$(srcdir)/").removeprefix("$(top_srcdir)/").rstrip("/")
                     for word in text.replace("\\\n", " ").split())
    return words


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
    """The files in the folders, build output left out."""
    return [str(path.relative_to(ROOT)) for folder in FOLDERS
            for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]


def files() -> list[str]:
    listed = tracked()
    names = walked() if listed is None else listed
    return [name for name in names if not LEFTOVERS.search(name)]


def is_named(name: str, words: set[str]) -> bool:
    """Whether the file, or a folder it is in, is a word of a makefile."""
    return any(str(path) in words for path in [Path(name), *Path(name).parents][:-2])


class Lists(unittest.TestCase):
    """`make dist` misses nothing."""

    def test_every_file_is_named(self) -> None:
        words = makefile_words()
        names = files()
        self.assertGreater(len(names), 50)
        self.assertEqual([name for name in names if not is_named(name, words)], [],
                         "not named in Makefile.am")

    def test_every_source_named_exists(self) -> None:
        sources = [word for word in makefile_words()
                   if word.startswith(tuple(f"{folder}/" for folder in FOLDERS))
                   and re.search(r"\.(c|h|py|sh|map|json|[1-8])$", word)]
        self.assertGreater(len(sources), 50)
        self.assertEqual([word for word in sources if not (ROOT / word).exists()], [],
                         "named in Makefile.am, not there")


if __name__ == "__main__":
    unittest.main()
