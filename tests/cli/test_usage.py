#!/usr/bin/env python3
"""Wrong usage is one clear line, a hint, and exit status 2; help and the small commands work."""

import re
import unittest

from command import run

WRONG = {
    "no command": ([], "no command is given"),
    "unknown command": (["chekc"], "did you mean 'check'"),
    "unknown option before a command": (["--frob"], "a command comes first"),
    "no check": (["check"], "no check is named"),
    "unknown check": (["check", "9.9"], "unknown check '9.9'"),
    "two checks": (["check", "5.4", "5.3"], "unexpected '5.3'"),
    "unknown option": (["check", "5.4", "--formt", "json"], "did you mean '--format'"),
    "unknown letter": (["check", "5.4", "-Z"], "unknown option '-Z'"),
    "no value": (["check", "5.4", "--format"], "'--format' needs a value"),
    "a value too much": (["check", "5.4", "--quiet=yes"], "'--quiet' takes no value"),
    "unknown format": (["check", "5.4", "--format", "xml"], "text, json, jsonl"),
    "unknown profile": (["check", "5.4", "--profile", "hard"], "cis, strict, manual"),
    "unknown severity": (["check", "5.4", "--fail-on", "all"], "low, medium, high"),
    "unknown colour mode": (["check", "5.4", "--color", "red"], "auto|always|never"),
    "part of a word": (["check", "5.4", "--color", "al"], "unknown color 'al'"),
    "bad seconds": (["check", "5.4", "--timeout", "soon"], "'soon' is no number of seconds"),
    "no time": (["check", "5.4", "--timeout", "0"], "no number of seconds"),
    "not a time": (["check", "5.4", "--time-limit", "nan"], "no number of seconds"),
    "too many connections": (["check", "5.4", "--connections", "17"], "1 to 16"),
    "two reports on stdout": (["check", "5.4", "-f", "json", "-f", "text"], "two formats"),
    "two reports in one file": (["check", "5.4", "-fjson", "-ox", "-ftext", "-ox"], "two formats"),
    "two spellings of one file": (["check", "5.4", "-fjson", "-oa", "-ftext", "-o./a"],
                                  "two formats for one file: './a' is 'a'"),
    "Compose options alone": (["fix", "x", "--stack"], "--stack is for --compose"),
    "stdin twice": (["check", "5.4", "--inspect", "-", "--inspect=-"], "named twice"),
    "empty output": (["check", "5.4", "--output", ""], "no name"),
    "engine of another kind": (["check", "5.4", "--host", "fd://"], "unix:///path"),
    "unknown context": (["check", "5.4", "--context", "nowhere"], "nowhere"),
    "list with a word": (["list", "all"], "unexpected 'all'"),
    "show nothing": (["show"], "no check is named"),
    "show unknown": (["show", "1.1"], "unknown check '1.1'"),
    "unknown capability": (["explain", "NET_RAW", "NET_ADMINN"], "did you mean 'NET_ADMIN'"),
    "all capabilities": (["explain", "all"], "'all' stands for every capability"),
    "one service in place": (["fix", "web", "--compose", "x", "--in-place"], "'web' is too much"),
    "no capability at all": (["explain", "xyzzy"], "unknown capability 'xyzzy'"),
    "unknown shell": (["completion", "tcsh"], "bash"),
    "help on nothing": (["help", "me"], "unknown command 'me'"),
}


class WrongUsage(unittest.TestCase):
    def test_each(self) -> None:
        for case, (words, expected) in WRONG.items():
            with self.subTest(case):
                done = run(*words)
                line, hint, *rest = done.stderr.splitlines() + [""]
                self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
                self.assertTrue(line.startswith("cisdocker: "), line)
                self.assertIn(expected, line)
                if hint:
                    self.assertRegex(hint, r"\Atry 'cisdocker( \w+)? --help'\Z")
                    self.assertEqual(rest, [""])

    def test_bad_epoch(self) -> None:
        done = run("check", "5.4", "--inspect", "-", stdin="[]",
                   more={"SOURCE_DATE_EPOCH": "yesterday"})
        self.assertEqual(done.returncode, 2)
        self.assertIn("'yesterday'", done.stderr)

    def test_escapes_do_not_come_back(self) -> None:
        done = run("check", "5.4", "--\x1b[31mred\u202e\x9b")
        self.assertEqual(done.returncode, 2)
        self.assertNotRegex(done.stderr, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


class Help(unittest.TestCase):
    def test_every_command(self) -> None:
        commands = re.findall(r"^  (\w+)  ", run("--help").stdout, re.MULTILINE)
        self.assertIn("check", commands)
        for command in commands:
            with self.subTest(command):
                done = run(command, "--help")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertIn(f"usage: cisdocker {command}", done.stdout)
                self.assertEqual(done.stdout, run("help", command).stdout)

    def test_fits_a_screen_line(self) -> None:
        for words in (["--help"], ["check", "--help"], ["list"], ["show", "5.4"],
                      ["explain", "SYS_ADMIN", "NET_RAW"], ["explain"]):
            for line in run(*words).stdout.splitlines():
                self.assertLessEqual(len(line), 80, line)

    def test_help_wins_over_the_rest(self) -> None:
        self.assertEqual(run("check", "--help", "--nonsense").returncode, 0)


class SmallCommands(unittest.TestCase):
    def test_version(self) -> None:
        self.assertRegex(run("--version").stdout, r"\Acisdocker \d+\.\d+\.\d+\n\Z")

    def test_list(self) -> None:
        self.assertIn("5.4  Ensure that Linux kernel capabilities", run("list").stdout)

    def test_show_by_either_number(self) -> None:
        self.assertEqual(run("show", "5.4").stdout, run("show", "5.3").stdout)
        self.assertIn("NET_RAW", run("show", "5.4").stdout)

    def test_explain(self) -> None:
        for word in ("NET_RAW", "CAP_NET_RAW", "net_raw"):
            done = run("explain", word)
            self.assertEqual(done.returncode, 0)
            self.assertIn("CAP_NET_RAW", done.stdout)
            self.assertIn("network", done.stdout)

    def test_explain_all(self) -> None:
        self.assertEqual(len(run("explain").stdout.splitlines()), 41)
        self.assertEqual(run("explain").stdout.count("granted by default"), 14)

    def test_five_three(self) -> None:
        done = run("check", "5.3", "--inspect", "-", stdin="[]")
        self.assertEqual(done.returncode, 0)
        self.assertIn("check 5.4 in benchmarks 1.1 to 1.5", done.stderr)


if __name__ == "__main__":
    unittest.main()
