#!/usr/bin/env python3
"""The bindings can be published: versions in step, licences with them, no host of a registry."""

import os
import re
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[2]).resolve()
BINDINGS = ROOT / "bindings"

# Where a binding says its own version, or the oldest library that it works with.
VERSIONS = {
    "python/pyproject.toml": r'^version = "(.*)"',
    "python/src/cisdocker/__init__.py": r'^__version__ = "(.*)"',
    "rust/cisdocker/Cargo.toml": r'^version = "(.*)"',
    "rust/cisdocker-sys/Cargo.toml": r'^version = "(.*)"',
    "node/package.json": r'^  "version": "(.*)"',
    "node/package-lock.json": r'^  "version": "(.*)"',
    "java/pom.xml": r"^  <version>(.*)</version>",
}
LEAST = {
    "python/native/build.py": r'^LEAST = "(.*)"',
    "python/src/cisdocker/_library.py": r"install libcisdocker (\S+) or newer",
    "rust/cisdocker/Cargo.toml": r'cisdocker-sys = \{ version = "(.*?)"',
    "rust/cisdocker-sys/build.rs": r'atleast_version\("(.*?)"\)',
    "node/build.js": r"^const LEAST = '(.*)'",
    "node/lib/native.js": r"^const LEAST = '(.*)'",
    "go/bridge.h": r'"libcisdocker (\S+) or later is needed"',
    "java/src/main/native/compile": r"^version=(\S+)",
}
# The oldest of each language: in its manifest, and as the table for users has it.
OLDEST = {
    "Python": ("python/pyproject.toml", r'^requires-python = ">=(.*)"'),
    "Go": ("go/go.mod", r"^go (.*)"),
    "Rust": ("rust/cisdocker/Cargo.toml", r'^rust-version = "(.*)"'),
    "Node": ("node/package.json", r'"node": ">=(.*)"'),
    "Java": ("java/pom.xml", r"<maven.compiler.release>(.*)</maven.compiler.release>"),
}
PACKAGES = ["python", "go", "rust/cisdocker", "rust/cisdocker-sys", "node", "java"]


def found(name: str, pattern: str) -> str:
    """What a file of the bindings says, once."""
    text = (BINDINGS / name).read_text(encoding="utf-8")
    return ", ".join(sorted(set(re.findall(pattern, text, re.MULTILINE))))


def version() -> str:
    text = (ROOT / "configure.ac").read_text(encoding="utf-8")
    match = re.search(r"^AC_INIT\(\[cisdocker\], \[(.*)\]\)", text, re.MULTILINE)
    assert match is not None
    return match[1]


def numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(".")]


class Bindings(unittest.TestCase):
    def test_versions_are_the_librarys(self) -> None:
        for name, pattern in VERSIONS.items():
            with self.subTest(name):
                self.assertEqual(found(name, pattern), version())

    def test_oldest_library(self) -> None:
        """All name the same one, which is none that is still to come."""
        least = {found(name, pattern) for name, pattern in LEAST.items()}
        self.assertEqual(len(least), 1, least)
        self.assertLessEqual(numbers(least.pop()), numbers(version()))

    def test_oldest_languages(self) -> None:
        table = (ROOT / "doc/sections/bindings.md").read_text(encoding="utf-8")
        for language, (name, pattern) in OLDEST.items():
            with self.subTest(language):
                self.assertIn(f"| {language} {found(name, pattern)} |", table)

    def test_licences(self) -> None:
        """Each package brings the licence that it names."""
        licence = (ROOT / "LICENSE").read_bytes()
        for package in PACKAGES:
            with self.subTest(package):
                self.assertEqual((BINDINGS / package / "LICENSE").read_bytes(), licence)

    def test_no_registry_is_named(self) -> None:
        """What a lock file has resolved is where it was fetched, which is nobody's business."""
        locks = [path for folder in (BINDINGS, ROOT / "tests") for path in folder.rglob("*lock*")
                 if path.suffix in (".json", ".lock") and "node_modules" not in path.parts]
        self.assertGreater(len(locks), 1)
        for path in locks:
            with self.subTest(path.name):
                self.assertNotIn('"resolved"', path.read_text(encoding="utf-8"))
        self.assertEqual(sorted(BINDINGS.rglob(".npmrc")) + sorted(BINDINGS.rglob("pip.conf")), [])


if __name__ == "__main__":
    unittest.main()
