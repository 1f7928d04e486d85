#!/usr/bin/env python3
"""The manual page of the command and its --help name the same options, values and commands."""

import os
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[2]).resolve()
COMMAND = os.environ.get("CISDOCKER") or "cli/cisdocker"
PAGE = (ROOT / "man/cisdocker.1").read_text()


def said(*words: str) -> str:
    return subprocess.run([COMMAND, *words], capture_output=True, text=True, check=True).stdout


def commands() -> set[str]:
    listed = said("--help").split("Commands:")[1].split("Options:")[0]
    return set(re.findall(r"^  (\w+)", listed, re.MULTILINE))


def helped() -> dict[str, tuple[str, str]]:
    """What --help says of check's options: name → letter and value."""
    found = re.findall(r"^  (?:-(\w),|   ) --([\w-]+)(?: (\S+))?", said("check", "--help"),
                       re.MULTILINE)
    return {name: (letter, value) for letter, name, value in found}


def plain(macros: str) -> str:
    """The arguments of a macro line as they are read."""
    text = re.sub(r"\b(Ar|Cm|Op)\b ?", "", macros).replace(" Ns ", "").replace(" | ", "|").strip()
    return text.replace("KEY=VALUE", "KEY[=VALUE]")


def described() -> dict[str, tuple[str, str]]:
    """What the manual page says of them."""
    section = PAGE.split(".Sh OPTIONS OF CHECK")[1].split(".Sh ")[0]
    found = re.findall(r"^\.It (?:Fl (\w) , )?Fl Fl ([\w-]+)(.*)$", section, re.MULTILINE)
    return {name: (letter, plain(rest)) for letter, name, rest in found}


class Options(unittest.TestCase):
    maxDiff = None

    def test_same_options(self) -> None:
        self.assertGreater(len(helped()), 15)
        self.assertEqual(helped(), described())

    def test_same_commands(self) -> None:
        section = PAGE.split(".Sh COMMANDS")[1].split(".Sh ")[0]
        self.assertEqual(commands(), set(re.findall(r"^\.It Cm (\w+)", section, re.MULTILINE)))

    def test_synopsis_names_every_command(self) -> None:
        synopsis = PAGE.split(".Sh SYNOPSIS")[1].split(".Sh ")[0]
        self.assertEqual(commands(), set(re.findall(r"^\.Cm (\w+)", synopsis, re.MULTILINE)))

    def test_only_check_has_options_of_its_own(self) -> None:
        """The page has one list of options; another command has some of them or none."""
        sections = re.findall(r"^\.Sh OPTIONS OF (?:FIX|EXPORT)$(.*?)(?=^\.Sh )", PAGE, re.M | re.S)
        self.assertEqual(len(sections), 2)
        known = {f"--{name}" for name in helped()} | {"--help"}
        known |= {f"--{name}" for name in re.findall(r"^\.It Fl Fl ([\w-]+)", "".join(sections),
                                                     re.M)}
        for command in commands() - {"check"}:
            listed = re.findall(r"^  (?:-\w,|   ) (--[\w-]+)", said(command, "--help"),
                                re.MULTILINE)
            self.assertIn("--help", listed)
            self.assertLessEqual(set(listed), known, command)

    def test_environment_variables(self) -> None:
        """The page describes those that the command reads, and no others."""
        sources = "".join(path.read_text() for path in (ROOT / "cli").glob("*.c"))
        read = set(re.findall(r'(?:getenv|variable)\("(\w+)"\)', sources))
        section = PAGE.split(".Sh ENVIRONMENT")[1].split(".Sh ")[0]
        named = set(re.findall(r"\w+", " ".join(re.findall(r"^\.It Ev (.*)$", section, re.M))))
        self.assertEqual(read - {"HOME"}, named)

    def test_examples_use_what_exists(self) -> None:
        section = PAGE.split(".Sh EXAMPLES")[1].split(".Sh ")[0]
        used = re.findall(r"(?<!\S)--?[\w-]+", " ".join(
            re.findall(r"cisdocker (check 5.4.*)$", section, re.MULTILINE)))
        known = {f"--{name}" for name in helped()} | {f"-{one}" for one, _ in helped().values()}
        self.assertGreater(len(used), 5)
        self.assertLessEqual(set(used), known)


if __name__ == "__main__":
    unittest.main()
