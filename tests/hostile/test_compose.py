#!/usr/bin/env python3
"""Compose files that are too large, too deep, too many or no files: one line, in time, in bounds."""

import itertools
import os
import unittest
from typing import Iterator

from bounded import Bounded
from run_command import Run

MIB = 1 << 20
FULL = 16 * MIB
INCOMPLETE = 3

WEB = "services:\n  web: {image: i}\n"


def full(text: str) -> str:
    """As much of a text, again and again, as a file may have beside a head."""
    return (text * (FULL // len(text)))[:FULL - 100]


def services(count: int, body: str = "{image: i}") -> str:
    return "services:\n" + "".join(f"  s{number}: {body}\n" for number in range(count))


def extending(count: int) -> str:
    """Each service extends the one before it."""
    bodies = (f"  s{number}: {{image: i, extends: s{number - 1}}}\n"
              for number in range(1, count))
    return "services:\n  s0: {image: i}\n" + "".join(bodies)


def laughing(levels: int) -> str:
    """Lists of aliases of lists of aliases."""
    lines = ["x-0: &a0 [ALL]"]
    lines += [f"x-{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]"
              for level in range(1, levels)]
    return "\n".join([*lines, f"services:\n  web: {{image: i, cap_add: *a{levels - 1}}}\n"])


def merging(levels: int) -> str:
    """Each mapping merges the one before it ten times and adds keys of its own."""
    lines = ["x-0: &m0 {a: 1}"]
    lines += [f"x-{level}: &m{level} {{<<: [{', '.join([f'*m{level - 1}'] * 10)}], "
              f"{', '.join(f'k{level}_{key}: 1' for key in range(100))}}}"
              for level in range(1, levels)]
    return "\n".join(lines) + "\n" + WEB


def redocumented(count: int) -> str:
    """Every document extends every service of every document of the same file."""
    chain = ", ".join(f"{one}: {{extends: {{file: compose.yaml, service: {other}}}}}"
                      for one, other in itertools.pairwise("abcdef"))
    return f"services: {{{chain}, f: {{image: i}}}}\n---\n" * count


TOO_MUCH = {
    "brackets": ("services: " + full("["), "nested more than 64 deep"),
    "brackets in lines": ("services: " + full("[\n"), "nested more than 64 deep"),
    "braces": ("services: " + full("{"), "nested more than 64 deep"),
    "dashes": (full("- "), "nested more than 64 deep"),
    "questions": (full("? "), "nested more than 64 deep"),
    "indents": ("".join(f"{' ' * depth}a:\n" for depth in range(4000)),
                "nested more than 64 deep"),
    "entries": ("x-a: {" + full("a,"), "more than 1000000 values"),
    "services": (services(400000), "more than 1000000 values"),
    "services in small": (services(20001), "more than 20000 services"),
    "colons": (full(":"), "cannot read"),
    "spaces": (full(" "), "is empty"),
    "comments": (full("#"), "is empty"),
    "lines": (full("\n"), "is empty"),
    "text": ("services: |\n" + full("  x\n"), "a string where a mapping must be"),
    "too large": ("#" * (FULL + 1), "larger than"),
    "merge keys": (merging(200), "more than 1000000 values"),
    "extended": (extending(19000), "more than 2000000 values to merge"),
    "documents": (redocumented(90), "more than 2000000 values to merge"),
    "lists": ("x-c: &c [" + ", ".join(f"C{name}" for name in range(1024)) + "]\n" +
              services(19000, "{image: i, cap_add: *c}"), "more than 2000000 values to merge"),
}
"""What is too much for a project, and what is said of it."""

MUCH = {
    "long text": 'services:\n  web: {image: "' + "x" * (FULL - 100) + '"}\n',
    "services": services(19999),
    "laughs": laughing(30),
    "aliases": "x-a: &a [1]\nx-b: [" + "*a," * 90000 + "]\n" + WEB,
    "defaults": services(10000, '{image: i, cap_drop: ["' + "${A:-" * 15 + "x" + "}" * 15 + '"]}'),
}
"""What is a lot, and can be judged."""


class Hostile(Bounded):
    seconds = 20
    peak_mib = 400

    def put(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    def check(self, *names: str) -> Run:
        words = [word for name in names or ("compose.yaml",) for word in ("--compose", name)]
        return self.run_in_bounds("check", "5.4", *words, "--format", "json", "--output", os.devnull)

    def refused(self, message: str, *names: str) -> None:
        run = self.check(*names)
        self.assertEqual(run.status, INCOMPLETE, run.stderr)
        self.assertEqual(run.stderr.count(b"\n"), 1, run.stderr)
        self.assertIn(message, run.stderr.decode())
        self.assertLess(len(run.stderr), 800)

    def test_too_much(self) -> None:
        for name, (text, message) in TOO_MUCH.items():
            with self.subTest(name):
                self.put("compose.yaml", text)
                self.refused(message)

    def test_much(self) -> None:
        for name, text in MUCH.items():
            with self.subTest(name):
                self.put("compose.yaml", text)
                self.assertEqual(self.check().stderr, b"")

    def test_no_regular_file(self) -> None:
        for name, message in self.odd_files():
            with self.subTest(name):
                self.put("compose.yaml", f"include: [{name}]\n")
                self.refused(message)
                self.put("compose.yaml", f"services:\n  web: {{image: i, extends: "
                                         f"{{file: {name}, service: x}}}}\n")
                self.assertEqual(self.check().status, INCOMPLETE)
                self.put("compose.yaml", WEB)
                run = self.run_in_bounds("check", "5.4", "--compose", "compose.yaml",
                                         "--env-file", name)
                self.assertEqual(run.status, INCOMPLETE)

    def odd_files(self) -> Iterator[tuple[str, str]]:
        os.mkfifo(self.folder / "fifo")
        (self.folder / "loop").symlink_to("loop")
        (self.folder / "folder").mkdir()
        (self.folder / "nowhere").symlink_to("nothing")
        yield "fifo", "not a regular file"
        yield "folder", "not a regular file"
        yield "/dev/zero", "not a regular file"
        yield "/dev/tty", "cannot"
        yield "loop", "Too many levels of symbolic links"
        yield "nowhere", "No such file or directory"
        yield "compose.yaml/x", "Not a directory"
        yield "n" * 300, "File name too long"

    def test_given_device_and_folder(self) -> None:
        self.refused("larger than", "/dev/zero")
        self.refused("Is a directory", ".")

    def test_includes_that_nest(self) -> None:
        for number in range(40):
            self.put(f"{number}.yaml", f"include: [{number + 1}.yaml]\n")
        self.refused("nested more than 32 deep", "0.yaml")

    def test_includes_that_multiply(self) -> None:
        for number in range(20):
            self.put(f"{number}.yaml", f"include: [{number + 1}.yaml, {number + 1}.yaml]\n")
        self.put("20.yaml", WEB)
        self.refused("more than 500 files are included", "0.yaml")

    def test_includes_through_links(self) -> None:
        """A folder that is its own subfolder: another path each time, for ever."""
        (self.folder / "down").symlink_to(".")
        self.put("compose.yaml", "include: [down/compose.yaml]\n")
        self.refused("nested more than 32 deep")

    def test_many_files(self) -> None:
        names = [f"{number}.yaml" for number in range(501)]
        for name in names:
            self.put(name, WEB)
        self.refused("more than 500 files", *names)

    def test_large_files(self) -> None:
        for number in range(5):
            self.put(f"{number}.yaml", WEB + full("#"))
        self.refused("larger than 64 MiB", *(f"{number}.yaml" for number in range(5)))

    def test_variables(self) -> None:
        self.put("compose.yaml", WEB)
        for text, message in (("".join(f"V{number}=x\n" for number in range(10001)),
                               "more than 10000 variables"), ("#" * (MIB + 1), "larger than")):
            self.put(".env", text)
            self.refused(message)

    def test_variables_that_grow(self) -> None:
        """Each variable is ten times the one before it."""
        lines = ["V0=xxxxxxxxxx"] + [f"V{number}={f'$V{number - 1}' * 10}"
                                     for number in range(1, 12)]
        self.put(".env", "\n".join(lines) + "\n")
        self.put("compose.yaml", 'services:\n  web: {image: i, cap_drop: ["$V11"]}\n')
        self.assertEqual(self.check().status, INCOMPLETE)


if __name__ == "__main__":
    unittest.main()
