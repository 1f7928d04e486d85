#!/usr/bin/env python3
"""bash completes commands, options, and the words an option takes."""

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

    def test_options(self) -> None:
        self.assertEqual(self.complete("check", "5.4", "--prof"), ["--profile"])
        self.assertEqual(self.complete("list", "--"), ["--help"])

    def test_words_of_an_option(self) -> None:
        self.assertEqual(self.complete("check", "5.4", "--profile", ""),
                         ["cis", "strict", "manual"])
        self.assertEqual(self.complete("check", "5.4", "--format", "js"), ["json", "jsonl"])

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
