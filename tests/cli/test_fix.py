#!/usr/bin/env python3
"""Compose projects that are fixed, by an override or in place: they pass, and nothing else changes."""

import difflib
import os
import random
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

COMMAND = os.path.abspath(os.environ.get("CISDOCKER") or "cli/cisdocker")
NAMES = ("NET_RAW", "CAP_SYS_TIME", "CHOWN", "net_admin", "ALL", "MKNOD", "SYS_CHROOT")
OURS = re.compile(r"^\s*(privileged:|cap_add:|cap_drop:|- \w+)")


class Draw:
    """A Compose file as people write them: comments, both styles of lists, odd indentation."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def some(self, *texts: str) -> str:
        return self.chance.choice(texts)

    def names(self) -> list[str]:
        return self.chance.sample(NAMES, self.chance.randrange(0, 4))

    def list(self, key: str, indent: str) -> str:
        names = self.names()
        quote = self.some("", '"', "'")
        if not names or self.chance.random() < 0.4:
            inside = ", ".join(quote + name + quote for name in names)
            return f"{indent}{key}: [{inside}]{self.some('', '   # in brackets')}\n"
        dash = indent + self.some("", "  ", "    ")
        lines = [f"{dash}- {quote}{name}{quote}{self.some('', '  # kept: é')}\n" for name in names]
        lines.insert(self.chance.randrange(len(lines) + 1), self.some("", f"{dash}# a word\n"))
        return f"{indent}{key}:{self.some('', ' # why')}\n" + "".join(lines)

    def service(self, name: str) -> str:
        indent = self.some("    ", "   ", "      ")
        parts = [f"{indent}image: nginx{self.some('', ' # first')}\n"]
        for key in ("cap_add", "cap_drop"):
            if self.chance.random() < 0.6:
                parts.append(self.list(key, indent))
        if self.chance.random() < 0.3:
            parts.append(f"{indent}privileged: {self.some('true', 'false', 'yes')}  # ?\n")
        parts.append(f"{indent}command: >\n{indent}  sleep\n\n{indent}  100  # no comment\n")
        self.chance.shuffle(parts)
        return f"  {name}:{self.some('', '  # it')}\n" + self.some("", "\n") + "".join(parts)

    def file(self) -> str:
        services = "".join(self.service(name) + self.some("", "\n", "  # between\n")
                           for name in ("web", '"db"', "api-1"))
        return f"# head\n{self.some('name: shop', '')}\nservices:\n{services}volumes:\n  v: {{}}\n"


class Project(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.file = self.folder / "compose.yaml"

    def run_command(self, *words: str, **more) -> subprocess.CompletedProcess[str]:
        return subprocess.run([COMMAND, *words], cwd=self.folder, capture_output=True, text=True,
                              timeout=60, check=False, **more)

    def check(self, *files: str, options: tuple[str, ...] = ()) -> int:
        words = [word for file in files for word in ("--compose", file)]
        return self.run_command("check", "5.4", *words, *options).returncode

    def fix(self, *options: str) -> subprocess.CompletedProcess[str]:
        return self.run_command("fix", "--compose", "compose.yaml", *options)


class InPlace(Project):
    def test_drawn_files(self) -> None:
        """Each passes afterwards; what changed are lines of the three keys."""
        fixed = 0
        for seed in range(25):
            before = Draw(seed).file()
            for least in ((), ("--least",)):
                self.file.write_text(before)
                failed = self.check("compose.yaml") == 1
                done = self.fix("--in-place", *least)
                with self.subTest(seed=seed, least=least):
                    self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
                    self.assertEqual(self.check("compose.yaml"), 0)
                    self.hold(before, self.file.read_text(), failed)
                fixed += failed
        self.assertGreater(fixed, 25)

    def hold(self, before: str, after: str, failed: bool) -> None:
        changes = [line for line in difflib.ndiff(before.splitlines(), after.splitlines())
                   if line[0] in "+-"]
        self.assertEqual(bool(changes), failed)
        strangers = [line for line in changes if not OURS.match(line[2:].replace('"', "")
                                                                 .replace("'", ""))]
        self.assertEqual(strangers, [])

    def test_windows_lines(self) -> None:
        self.file.write_bytes(b"services:\r\n  web:\r\n    image: x\r\n    cap_add:\r\n"
                              b"      - SYS_TIME\r\n      - CHOWN")
        self.assertEqual(self.fix("--in-place").returncode, 0)
        self.assertEqual(self.file.read_bytes(),
                         b"services:\r\n  web:\r\n    image: x\r\n    cap_drop:\r\n"
                         b"      - NET_RAW\r\n    cap_add:\r\n      - CHOWN")

    def test_lines_that_only_yaml_ends(self) -> None:
        """Old line ends, and characters that end a line in YAML 1.1 and nowhere else."""
        for end, odd in (("\r", ""), ("\n", "  # a\u2028  # b\u2029  # c\x85"), ("\r\n", "  # a\r")):
            text = f"services:{end}{odd}  web:{end}    image: x{end}    cap_add: [SYS_TIME, CHOWN]"
            self.file.write_bytes((text + end).encode())
            done = self.fix("--in-place")
            with self.subTest(end=end, odd=odd):
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertEqual(self.file.read_bytes().decode(), text.replace(
                    "SYS_TIME, ", "").replace(f"image: x{end}", f"image: x{end}    cap_drop:{end}"
                                              f"      - NET_RAW{end}") + end)

    def test_utf16(self) -> None:
        text = "services:\n  web:\n    image: x\u2028\n".encode("utf-16")
        self.file.write_bytes(text)
        done = self.fix("--in-place")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("not UTF-8", done.stderr)
        self.assertEqual(self.file.read_bytes(), text)

    def test_empty_keys(self) -> None:
        """A key with nothing behind it is filled, or left alone."""
        self.file.write_text("services:\n  web:\n    cap_drop:   # todo\n    image: x\n    cap_add:\n")
        self.assertEqual(self.fix("--in-place").returncode, 0)
        self.assertEqual(self.file.read_text(), "services:\n  web:\n    cap_drop:   # todo\n"
                         "      - NET_RAW\n    image: x\n    cap_add:\n")

    def test_braces(self) -> None:
        """A service in braces on a line of its own: what is there changes, the rest comes first."""
        for before, after in (
                ("{image: x}", "{cap_drop: [NET_RAW], image: x}"),
                ("{ image: é, privileged: true } # why", "{ privileged: false, cap_drop: [NET_RAW], "
                 "image: é } # why"),
                ("{cap_add: [SYS_TIME, CHOWN], image: x, cap_drop: [MKNOD]}",
                 "{cap_add: [CHOWN], image: x, cap_drop: [NET_RAW, MKNOD]}"),
                ("{image: x, cap_drop: [], <<: *base, cap_add: [NET_RAW], privileged: yes}",
                 "{image: x, cap_drop: [NET_RAW], <<: *base, cap_add: [], privileged: false}"),
                ("{<<: *base, image: x}", "{cap_drop: [NET_RAW], cap_add: [], <<: *base, image: x}")):
            text = "x: &base {cap_add: [SYS_TIME]}\nservices:\n  web: %s\n  b: {image: y, cap_drop: [ALL]}\n"
            self.file.write_text(text % before)
            done = self.fix("--in-place")
            with self.subTest(before=before):
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertEqual(self.check("compose.yaml"), 0)
                if "privileged: true" not in before:
                    self.assertEqual(self.file.read_text(), text % after)

    def test_mode_stays(self) -> None:
        self.file.write_text("services:\n  web:\n    image: x\n")
        self.file.chmod(0o640)
        self.assertEqual(self.fix("--in-place").returncode, 0)
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o640)

    def test_refused(self) -> None:
        """What cannot be changed line by line stays as it is, and is said with its line."""
        for number, text in (
                (2, "services:\n  web: {image: x,\n        cap_drop: [MKNOD]}\n"),
                (1, "services: {web: {image: x}}\n"),
                (2, "services:\n  web: {image: x, cap_add: &a [SYS_TIME]}\n"),
                (3, '{\n"services": {\n  "web": {"image": "x"}\n}}\n'),
                (2, "services:\n  web: &web\n    image: x\n  fine:\n    cap_drop: [ALL]\n"),
                (4, "services:\n  web:\n    image: x\n    cap_add: [\n      SYS_TIME]\n"),
                (4, "services:\n  web:\n    image: x\n    cap_add: &a [SYS_TIME]\n"),
                (2, "services:\n  web: !override\n    image: x\n"),
                (4, 'services:\n  web:\n    image: x\n    cap_add:\n      - "SYS_TIME\n  a: b"\n'),
                (4, "services:\n  web:\n    image: x\n    cap_add:\n      - ${A-SYS_TIME}\n")):
            self.file.write_text(text)
            done = self.fix("--in-place")
            with self.subTest(text=text):
                self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
                self.assertRegex(done.stderr, rf"line {number}: the service 'web' ")
                self.assertEqual(self.file.read_text(), text)
                self.assertEqual(os.listdir(self.folder), ["compose.yaml"])

    def test_what_comes_from_elsewhere(self) -> None:
        """Lists of extends unite: what the other file adds cannot be taken away here."""
        (self.folder / "base.yaml").write_text("services:\n  b:\n    cap_add: [SYS_TIME]\n")
        text = "services:\n  web:\n    image: x\n    extends: {file: base.yaml, service: b}\n"
        self.file.write_text(text)
        done = self.fix("--in-place")
        self.assertEqual(done.returncode, 1)
        self.assertIn("'web' would still fail", done.stderr)
        self.assertEqual(self.file.read_text(), text)
        done = self.fix()
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_merge_key(self) -> None:
        self.file.write_text("x-base: &base\n  cap_add: [SYS_TIME]\nservices:\n  web:\n"
                             "    <<: *base\n    image: x\n")
        self.assertEqual(self.fix("--in-place").returncode, 0)
        self.assertEqual(self.check("compose.yaml"), 0)
        self.assertIn("  cap_add: [SYS_TIME]\n", self.file.read_text())

    def test_engine_that_does_not_answer(self) -> None:
        """Whether something has the name is not known, so the name is not called wrong."""
        done = self.run_command("fix", "web", "--host", "unix:///nonexistent/docker.sock")
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertIn("nothing is named 'web' in what could be read", done.stderr)
        done = self.run_command("fix", "web", "--run", "docker run --name other nginx")
        self.assertEqual((done.returncode, done.stderr.splitlines()),
                         (2, ["cisdocker: nothing is named 'web'"]))

    def test_standard_input(self) -> None:
        """Read twice, and what is beside it is in the folder one is in: from a pipe or a file."""
        self.file.write_text("services:\n  web:\n    image: nginx\n    cap_add: [$ADDED]\n")
        (self.folder / ".env").write_text("ADDED=SYS_TIME\n")
        wanted = self.fix()
        self.assertEqual((wanted.returncode, wanted.stderr), (0, ""))
        with open(self.file) as opened:
            for given in ({"input": self.file.read_text()}, {"stdin": opened}):
                done = self.run_command("fix", "--compose", "-", **given)
                self.assertEqual((done.returncode, done.stderr, done.stdout),
                                 (0, "", wanted.stdout))

    def test_policy_is_heard(self) -> None:
        """What is waived stays, what is required is kept."""
        (self.folder / "policy.yaml").write_text(
            "waivers:\n  - {compose_service: old, reason: bought}\n"
            "required:\n  - {compose_service: web, capabilities: NET_ADMIN, reason: vpn}\n")
        self.file.write_text("services:\n  old:\n    image: o\n    privileged: true\n"
                             "  web:\n    image: w\n"
                             "    cap_add: [NET_ADMIN, SYS_TIME]\n")
        policy = ("--policy", "policy.yaml")
        self.assertEqual(self.fix("--in-place", *policy).returncode, 0)
        self.assertEqual(self.check("compose.yaml", options=policy), 0)
        self.assertIn("privileged: true", self.file.read_text())
        self.assertIn("cap_add: [NET_ADMIN]", self.file.read_text())


class Override(Project):
    def test_drawn_files(self) -> None:
        for seed in range(12):
            self.file.write_text(Draw(seed).file())
            for least in ((), ("--least",)):
                done = self.fix(*least, "--output", "override.yaml")
                with self.subTest(seed=seed, least=least):
                    self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
                    self.assertEqual(self.check("compose.yaml", "override.yaml"), 0)

    def test_what_it_looks_like(self) -> None:
        self.file.write_text("services:\n  web:\n    image: x\n    cap_add: [SYS_TIME, CHOWN]\n"
                             "  db:\n    image: x\n    privileged: true\n"
                             "  one:\n    image: x\n    cap_add: [NET_RAW]\n"
                             "  good:\n    image: x\n    cap_drop: [ALL]\n")
        self.assertEqual(self.fix().stdout.split("services:\n")[1],
                         "  db:\n    privileged: false\n    cap_drop:\n      - NET_RAW\n"
                         "  one:\n    cap_drop:\n      - NET_RAW\n    cap_add: !reset []\n"
                         "  web:\n    cap_drop:\n      - NET_RAW\n    cap_add: !override\n"
                         "      - CHOWN\n")

    def test_nothing_fails(self) -> None:
        self.file.write_text("services:\n  web:\n    image: x\n    cap_drop: [ALL]\n")
        done = self.fix()
        self.assertEqual((done.returncode, done.stdout), (0, "# Nothing fails.\nservices: {}\n"))

    def test_hostile_names(self) -> None:
        self.file.write_text('services:\n  "a: {b}\\n  c: 1":\n    image: x\n  "yes": {image: x}\n')
        self.assertEqual(self.fix("--output", "o.yaml").returncode, 0)
        self.assertEqual(self.check("compose.yaml", "o.yaml"), 0)


class Named(Project):
    def test_usage(self) -> None:
        for words in ([], ["--in-place"], ["x", "--in-place", "--compose", "compose.yaml"],
                      ["--compose", "a", "--compose", "b", "--in-place"],
                      ["--compose", "compose.yaml", "--stack"], ["--format", "json", "x"],
                      ["nobody", "--compose", "compose.yaml"]):
            self.file.write_text("services:\n  web:\n    image: x\n")
            done = self.run_command("fix", *words)
            with self.subTest(words=words):
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertEqual(done.stderr.count("cisdocker: "), 1)

    def test_a_service(self) -> None:
        self.file.write_text("services:\n  web:\n    image: x\n"
                             "  db:\n    image: x\n    cap_drop: [ALL]\n")
        done = self.run_command("fix", "web", "--compose", "compose.yaml")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"\A(# .*\n)+services:\n  web:\n    cap_drop:\n"
                                      r"      - NET_RAW\n\Z")
        done = self.run_command("fix", "db", "--compose", "compose.yaml")
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertIn("nothing to fix", done.stderr)


if __name__ == "__main__":
    unittest.main()
