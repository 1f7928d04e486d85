#!/usr/bin/env python3
"""Colours, width and progress follow the terminal, the options and the environment."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import tempfile
import termios
import time
import unittest
from pathlib import Path

from command import environment, program, run
from saved import container, failing, hundred, passing, save

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
XTERM = {"TERM": "xterm-256color"}


def read_all(fd: int) -> str:
    parts = []
    while True:
        try:
            part = os.read(fd, 65536)
        except OSError:  # EIO: the other side is closed
            part = b""
        if not part:
            return b"".join(parts).decode()
        parts.append(part)


def on_terminal(*words: str | Path, columns: int = 80, **more: str) -> str:
    """What the command writes to a terminal that is its stdout and stderr."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with subprocess.Popen([program(), *map(str, words)], stdin=subprocess.DEVNULL, stdout=theirs,
                          stderr=theirs, env=environment(**more)):
        os.close(theirs)
        text = read_all(ours)
    os.close(ours)
    return text.replace("\r\n", "\n")


class Terminal(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.saved = save(self.folder / "inspect.json", passing(), failing())
        self.words = ("check", "5.4", "--inspect", self.saved)

    def test_colours_on_a_terminal(self) -> None:
        self.assertRegex(on_terminal(*self.words, **XTERM), ESCAPE)

    def test_no_colours(self) -> None:
        for more in ({"NO_COLOR": "1", **XTERM}, {"TERM": "dumb"}, {}):
            with self.subTest(more):
                self.assertNotIn("\x1b", on_terminal(*self.words, **more))
        self.assertNotIn("\x1b", on_terminal(*self.words, "--color", "never", **XTERM))

    def test_empty_no_color_means_nothing(self) -> None:
        self.assertRegex(on_terminal(*self.words, NO_COLOR="", **XTERM), ESCAPE)

    def test_option_wins(self) -> None:
        done = run(*self.words, "--color", "always", more={"NO_COLOR": "1", "TERM": "dumb"})
        self.assertRegex(done.stdout, ESCAPE)

    def test_none_in_pipes_and_files(self) -> None:
        self.assertNotIn("\x1b", run(*self.words, more=XTERM).stdout)
        on_terminal(*self.words, "-o", self.folder / "report", **XTERM)
        self.assertNotIn("\x1b", (self.folder / "report").read_text())

    def test_colours_change_nothing_else(self) -> None:
        save(self.saved, *hundred())
        for option in ("--profile=cis", "--verbose", "--quiet"):
            plain = run(*self.words, option).stdout
            coloured = run(*self.words, option, "--color=always").stdout
            self.assertNotEqual(plain, coloured)
            self.assertEqual(plain, ESCAPE.sub("", coloured))

    def test_colours_end_with_the_line(self) -> None:
        save(self.saved, *hundred())
        for line in run(*self.words, "--color=always", "-v").stdout.splitlines():
            state = ESCAPE.findall(line)
            self.assertTrue(not state or state[-1] == "\x1b[0m", line)

    def test_width_follows_the_terminal(self) -> None:
        save(self.saved, *hundred())
        for columns in (60, 80, 120):
            lines = on_terminal(*self.words, "--color=never", columns=columns).splitlines()
            self.assertLessEqual(max(map(len, lines)), columns)
        wide = on_terminal(*self.words, "--color=never", columns=150).splitlines()
        self.assertGreater(max(map(len, wide)), 100)

    def test_width_of_the_environment(self) -> None:
        save(self.saved, *hundred())
        lines = run(*self.words, more={"COLUMNS": "50"}).stdout.splitlines()
        self.assertLessEqual(max(map(len, lines)), 50)


class Progress(unittest.TestCase):
    def slowly(self, *words: str) -> tuple[str, str]:
        """stdout and stderr of a check whose input takes its time."""
        with subprocess.Popen([program(), "check", "5.4", "--inspect", "-", *words],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=environment()) as running:
            for number in range(4):
                made = container(f"c{number}", drop=["ALL"])
                running.stdin.write(json.dumps(made).encode())
                running.stdin.flush()
                time.sleep(0.3)
            out, err = running.communicate(timeout=60)
        return out.decode(), err.decode()

    def test_always(self) -> None:
        out, err = self.slowly("--progress", "always")
        self.assertRegex(err, r"\d checked")
        self.assertTrue(err.endswith("\r\x1b[K"), repr(err))
        self.assertNotIn("checked\r", out)

    def test_not_without_a_terminal(self) -> None:
        self.assertEqual(self.slowly()[1], "")
        self.assertEqual(self.slowly("--progress", "never")[1], "")

    def test_not_for_short_work(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            saved = save(Path(folder) / "inspect.json", *hundred())
            shown = on_terminal("check", "5.4", "--inspect", saved, "--color=never", **XTERM)
        self.assertNotIn("\r", shown)


if __name__ == "__main__":
    unittest.main()
