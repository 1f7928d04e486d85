#!/usr/bin/env python3
"""Reports arrive whole or not at all, and what does not arrive is no success."""

import json
import os
import resource
import signal
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

from command import environment, program, run
from saved import failing, hundred, passing, save


class Output(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.saved = save(self.folder / "inspect.json", passing(), failing())

    def check(self, *words: str | Path, **options) -> subprocess.CompletedProcess[str]:
        return run("check", "5.4", "--inspect", self.saved, *words, **options)

    def left(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()} - {"inspect.json"}


class Files(Output):
    def test_one(self) -> None:
        done = self.check("-f", "json", "-o", self.folder / "report.json")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (1, "", ""))
        report = json.loads((self.folder / "report.json").read_text())
        self.assertEqual(report["counts"]["fail"], 1)
        self.assertEqual(self.left(), {"report.json"})

    def test_two_at_once(self) -> None:
        done = self.check("--format", "json", "--output", self.folder / "r.json",
                          "--format", "jsonl", "--output", self.folder / "r.jsonl",
                          "--format", "text")
        self.assertEqual(done.returncode, 1)
        self.assertIn("Next:", done.stdout)
        whole = json.loads((self.folder / "r.json").read_text())
        *lines, end = map(json.loads, (self.folder / "r.jsonl").read_text().splitlines())
        self.assertEqual(lines, whole["results"])
        self.assertEqual(end["counts"], whole["counts"])

    def test_output_may_come_first(self) -> None:
        self.check("-o", self.folder / "a", "-f", "json", "-o", self.folder / "b", "-f", "text")
        self.assertTrue((self.folder / "a").read_text().startswith("{"))
        self.assertIn("Next:", (self.folder / "b").read_text())

    def test_same_bytes_as_stdout(self) -> None:
        fixed = {"SOURCE_DATE_EPOCH": "1767323045"}
        for wanted in ("text", "json", "jsonl"):
            target = self.folder / wanted
            self.check("-f", wanted, "-o", target, more=fixed)
            self.assertEqual(self.check("-f", wanted, more=fixed).stdout, target.read_text())
        self.assertIn("2026-01-02T03:04:05Z", (self.folder / "json").read_text())

    def test_mode_follows_umask(self) -> None:
        for mask, mode in ((0o022, 0o644), (0o077, 0o600), (0o002, 0o664)):
            target = self.folder / f"{mask:o}"
            self.check("-o", target, umask=mask)
            self.assertEqual(stat.S_IMODE(target.stat().st_mode), mode)

    def test_mode_of_the_file_before_stays(self) -> None:
        """Whoever closed a report to others does not find it open after the next run."""
        target = self.folder / "closed"
        for mode in (0o600, 0o640, 0o400):
            target.touch()
            target.chmod(mode)
            self.check("-o", target, umask=0o022)
            self.assertIn("Next:", target.read_text())
            self.assertEqual(stat.S_IMODE(target.stat().st_mode), mode)

    @unittest.skipUnless(os.geteuid() == 0, "only root may give files away")
    def test_owner_of_the_file_before_stays(self) -> None:
        target = self.folder / "given"
        target.write_text("old")
        os.chown(target, 65534, 65534)
        self.check("-o", target)
        self.assertEqual((target.stat().st_uid, target.stat().st_gid), (65534, 65534))

    def test_symbolic_link_stays_one(self) -> None:
        (self.folder / "real").write_text("old")
        (self.folder / "link").symlink_to("real")
        self.check("-o", self.folder / "link")
        self.assertTrue((self.folder / "link").is_symlink())
        self.assertIn("Next:", (self.folder / "real").read_text())

    def test_bare_name(self) -> None:
        self.assertEqual(self.check("-o", "here.txt", cwd=self.folder).returncode, 1)
        self.assertEqual(self.left(), {"here.txt"})

    def test_minus_is_stdout(self) -> None:
        self.assertIn("Next:", self.check("-o", "-").stdout)


class Failures(Output):
    def fails(self, done: subprocess.CompletedProcess[str], said: str) -> None:
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertIn(said, done.stderr)

    def test_no_folder(self) -> None:
        done = self.check("-o", self.folder / "none/report")
        self.fails(done, "none/report")
        self.assertEqual(done.stdout, "")

    def test_folder_as_file(self) -> None:
        self.fails(self.check("-o", self.folder), "Is a directory")

    def test_one_file_by_two_names(self) -> None:
        """What two names lead to is one place, whether it is there already or not."""
        (self.folder / "there").write_text("old")
        os.link(self.folder / "there", self.folder / "hard")
        (self.folder / "soft").symlink_to("there")
        (self.folder / "here").symlink_to(self.folder)
        for one, other in (("new", "./new"), ("new", "here/new"), ("new", f"{self.folder}/new"),
                           ("there", ".//there"), ("there", "soft"), ("there", "hard"),
                           ("here/there", "there")):
            with self.subTest(one=one, other=other):
                done = self.check("-f", "json", "-o", one, "-f", "text", "-o", other,
                                  cwd=self.folder)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(f"two formats for one file: '{other}' is '{one}'", done.stderr)
        self.assertEqual((self.folder / "there").read_text(), "old")
        self.assertFalse((self.folder / "new").exists())

    def test_one_file_and_stdout(self) -> None:
        for target in ("kept", "/dev/stdout"):
            with open(self.folder / "kept", "w") as kept:
                done = self.check("-f", "json", "-o", target, "-f", "text", stdout=kept,
                                  cwd=self.folder)
            self.assertEqual(done.returncode, 2)
            self.assertIn(f"two formats for '{target}'", done.stderr)

    def test_no_one_file(self) -> None:
        """The same name in two folders, and a device, which loses nothing."""
        (self.folder / "sub").mkdir()
        self.assertEqual(self.check("-f", "json", "-o", "a", "-f", "text", "-o", "sub/a", "-f",
                                    "csv", "-o", "/dev/null", "-f", "html", "-o", "/dev/./null",
                                    cwd=self.folder).returncode, 1)

    def test_what_is_read_stays(self) -> None:
        """A slip must not cost a Compose file, a policy or saved evidence."""
        compose, policy, values = (self.folder / name for name in ("c.yaml", "p.yaml", "v.env"))
        compose.write_text("services:\n  web:\n    image: nginx\n")
        policy.write_text("waivers: []\n")
        values.write_text("A=1\n")
        before = {path: path.read_bytes() for path in (compose, policy, values, self.saved)}
        words = ("--compose", "c.yaml", "--env-file", values, "--policy", policy)
        for command in (("check", "5.4", "--inspect", self.saved), ("fix",)):
            for path in before if command[0] == "check" else (compose, policy, values):
                with self.subTest(command, path=path):
                    done = run(*command, *words, "-o", f"./{path.name}", cwd=self.folder)
                    self.assertEqual((done.returncode, done.stdout), (2, ""))
                    self.assertIn(f"'./{path.name}' is read", done.stderr)
        self.assertEqual(before, {path: path.read_bytes() for path in before})

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_no_right(self) -> None:
        self.folder.chmod(0o500)
        self.addCleanup(self.folder.chmod, 0o700)
        self.fails(self.check("-o", self.folder / "report"), "Permission denied")

    def test_old_file_stays(self) -> None:
        """The second output fails, so the first does not appear either."""
        (self.folder / "a").write_text("old")
        done = self.check("-f", "json", "-o", self.folder / "a", "-f", "text", "-o", "/dev/full")
        self.fails(done, "No space left on device")
        self.assertEqual((self.folder / "a").read_text(), "old")
        self.assertEqual(self.left(), {"a"})

    def test_file_too_large(self) -> None:
        (self.folder / "a").write_text("old")
        save(self.saved, *(hundred() * 3))

        def limit() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        done = self.check("-f", "json", "-o", self.folder / "a", preexec_fn=limit)
        self.fails(done, "File too large")
        self.assertEqual((self.folder / "a").read_text(), "old")
        self.assertEqual(self.left(), {"a"})

    def test_full_stdout(self) -> None:
        for words in (["check", "5.4", "--inspect", str(self.saved)], ["--help"], ["list"],
                      ["check", "--help"], ["--version"], ["show", "5.4"], ["explain"]):
            with self.subTest(words[0]), open("/dev/full", "wb") as full:
                self.fails(run(*words, stdout=full), "No space left on device")

    def test_closed_pipe(self) -> None:
        save(self.saved, *(hundred() * 20))
        for wanted in ("text", "json", "jsonl"):
            reader, writer = os.pipe()
            os.close(reader)
            with self.subTest(wanted), open(writer, "wb") as pipe:
                self.fails(self.check("-f", wanted, stdout=pipe), "Broken pipe")

    def test_stdout_that_is_closed(self) -> None:
        done = subprocess.run(["sh", "-c", '"$0" "$@" >&-', program(), "check", "5.4", "--inspect",
                               str(self.saved)], capture_output=True, text=True, check=False,
                              env=environment())
        self.fails(done, "Bad file descriptor")

    def test_no_file_takes_the_place_of_stdout(self) -> None:
        """With stdout closed, a report file must not get its number."""
        target = self.folder / "report"
        subprocess.run(["sh", "-c", '"$0" "$@" >&- 2>&-', program(), "check", "5.3", "--inspect",
                        str(self.saved), "-f", "json", "-o", str(target)], check=False,
                       env=environment())
        self.assertEqual(json.loads(target.read_text())["counts"]["fail"], 1)


if __name__ == "__main__":
    unittest.main()
