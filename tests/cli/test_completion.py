#!/usr/bin/env python3
"""bash completes commands, options, and the words an option takes."""

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from command import environment, program, run

ASK = """
eval "$("$0" completion bash)"
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
before=${COMP_WORDS[COMP_CWORD - 1]}
_cisdocker cisdocker "${COMP_WORDS[COMP_CWORD]}" "$before"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@unittest.skipUnless(shutil.which("bash"), "there is no bash")
class Completion(unittest.TestCase):
    def complete(self, *words: str) -> list[str]:
        done = subprocess.run(["bash", "-c", ASK, program(), "cisdocker", *words], text=True,
                              capture_output=True, check=True, env=environment())
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_commands(self) -> None:
        self.assertIn("check", self.complete(""))
        self.assertEqual(self.complete("ex"), ["explain", "export"])
        self.assertEqual(self.complete("help", "pol"), ["policy"])

    def test_options(self) -> None:
        self.assertEqual(self.complete("check", "5.4", "--prof"), ["--profile"])
        self.assertEqual(self.complete("list", "--"), ["--help"])

    def test_words_of_an_option(self) -> None:
        self.assertEqual(self.complete("check", "5.4", "--profile", ""),
                         ["cis", "strict", "manual"])
        self.assertEqual(self.complete("check", "5.4", "--format", "js"), ["json", "jsonl"])

    def test_letters(self) -> None:
        self.assertEqual(self.complete("check", "5.4", "-f", "js"), ["json", "jsonl"])
        self.assertIn("/etc/hostname", self.complete("export", "audit", "-o", "/etc/hostn"))

    def test_value_behind_a_sign(self) -> None:
        """bash takes --format=js for three words."""
        self.assertEqual(self.complete("check", "5.4", "--format", "=", "js"), ["json", "jsonl"])
        self.assertEqual(self.complete("check", "5.4", "--profile", "="),
                         ["cis", "strict", "manual"])

    def test_value_that_nobody_knows(self) -> None:
        """No option is offered where a name has to stand."""
        for option in ("--name", "--host", "-H", "--connections", "--asset-fact"):
            with self.subTest(option):
                self.assertEqual(self.complete("check", "5.4", option, ""), [])

    def test_folders(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "file").touch()
            (Path(folder) / "folder").mkdir()
            for words in (("check", "5.4", "--root"), ("export", "--all")):
                self.assertEqual(self.complete(*words, f"{folder}/"), [f"{folder}/folder"])

    def test_every_option_of_every_command(self) -> None:
        """What --help knows is offered, and nothing else."""
        for command in self.complete("")[:-2]:
            with self.subTest(command):
                known = re.findall(r"^  (?:-\w,|   ) (--[\w-]+)", run(command, "--help").stdout,
                                   re.MULTILINE)
                self.assertEqual(sorted(self.complete(command, "--")), sorted(known))

    def test_capabilities(self) -> None:
        self.assertEqual(self.complete("explain", "NET_A"), ["NET_ADMIN"])

    def test_contents(self) -> None:
        self.assertEqual(self.complete("export", "cisdocker-5.4-command."),
                         ["cisdocker-5.4-command.audit"])

    def test_files(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "saved.json"
            file.write_text("[]")
            self.assertEqual(self.complete("check", "5.4", "--inspect", f"{folder}/sav"),
                             [str(file)])

    def test_clean_for_shellcheck(self) -> None:
        if shutil.which("shellcheck") is None:
            self.skipTest("there is no shellcheck")
        text = run("completion", "bash").stdout
        done = subprocess.run(["shellcheck", "--shell=bash", "-"], input=text, text=True,
                              capture_output=True, check=False)
        self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    unittest.main()
