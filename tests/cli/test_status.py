#!/usr/bin/env python3
"""The exit status says what was found, and stderr what could not be."""

import json
import socket
import tempfile
import unittest
from pathlib import Path

from command import run
from saved import container, failing, passing, save, unreadable

LOW = container("low", add=["SYS_TIME"], drop=["NET_RAW"])
HIGH = container("high", privileged=True)


def check(*containers: dict, options: tuple[str, ...] = ()) -> int:
    return run("check", "5.4", "--inspect", "-", *options,
               stdin=json.dumps(list(containers))).returncode


class Status(unittest.TestCase):
    def test_pass(self) -> None:
        self.assertEqual(check(passing()), 0)

    def test_nothing_to_check(self) -> None:
        self.assertEqual(check(), 0)

    def test_fail(self) -> None:
        self.assertEqual(check(passing(), failing()), 1)

    def test_not_judged(self) -> None:
        self.assertEqual(check(passing(), unreadable()), 3)

    def test_fail_and_not_judged(self) -> None:
        self.assertEqual(check(failing(), unreadable()), 1)

    def test_exit_zero(self) -> None:
        self.assertEqual(check(failing(), options=("--exit-zero",)), 0)
        self.assertEqual(check(failing(), unreadable(), options=("--exit-zero",)), 3)

    def test_fail_on(self) -> None:
        for level, statuses in {"low": (1, 1, 1), "medium": (0, 1, 1), "high": (0, 0, 1)}.items():
            for made, expected in zip((LOW, failing(), HIGH), statuses):
                with self.subTest(level=level, name=made["Name"]):
                    self.assertEqual(check(made, options=("--fail-on", level)), expected)

    def test_fail_on_does_not_hide_what_was_not_judged(self) -> None:
        self.assertEqual(check(LOW, unreadable(), options=("--fail-on", "high")), 3)

    def test_profiles(self) -> None:
        dropped = container("some", drop=["NET_RAW"])
        self.assertEqual(check(dropped), 0)
        self.assertEqual(check(dropped, options=("--profile", "strict")), 1)
        self.assertEqual(check(failing(), options=("--profile=manual",)), 0)

    def test_selection(self) -> None:
        both = (failing("bad-1"), passing("good-1"))
        self.assertEqual(check(*both, options=("--name", "good-*")), 0)
        self.assertEqual(check(*both, options=("--name", "good-*", "--name", "bad-?")), 1)
        self.assertEqual(check(*both, options=("--image", "redis:*")), 0)
        self.assertEqual(check(failing(status="exited"), options=("--running",)), 0)
        self.assertEqual(check(failing(status="running"), options=("--running",)), 1)


class Incomplete(unittest.TestCase):
    """A target that cannot be audited is one line on stderr and never a pass."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def one_line(self, *words: str | Path, status: int = 3, stdin: str | None = None) -> str:
        done = run("check", "5.4", "-q", *words, stdin=stdin)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        return done.stderr

    def test_no_socket(self) -> None:
        said = self.one_line("--host", f"unix://{self.folder}/none.sock")
        self.assertIn("none.sock", said)
        self.assertIn("is the engine running?", said)

    def test_usual_socket_of_the_environment(self) -> None:
        done = run("check", "5.4", more={"DOCKER_HOST": f"unix://{self.folder}/from-env.sock"})
        self.assertEqual(done.returncode, 3)
        self.assertIn("from-env.sock", done.stderr)

    def test_tls_is_not_given_up(self) -> None:
        """Where TLS is asked for and its keys are missing, nobody is even called."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(0.1)
            for asks in ("DOCKER_TLS_VERIFY", "DOCKER_TLS"):
                done = run("check", "5.4", "--timeout", "3", more={
                    "DOCKER_HOST": f"tcp://127.0.0.1:{server.getsockname()[1]}", asks: "1",
                    "DOCKER_CERT_PATH": str(self.folder)})
                self.assertEqual(done.returncode, 3)
                self.assertIn(f"{self.folder}/ca.pem", done.stderr)
                with self.assertRaises(TimeoutError):
                    server.accept()

    def test_no_file(self) -> None:
        self.assertIn("none.json", self.one_line("--inspect", self.folder / "none.json"))

    def test_half_a_file(self) -> None:
        half = self.folder / "half.json"
        half.write_text(json.dumps([passing(), passing()])[:-20])
        self.assertIn("half.json", self.one_line("--inspect", half))

    def test_not_json_on_stdin(self) -> None:
        self.assertIn("'-'", self.one_line("--inspect", "-", stdin="CONTAINER ID   IMAGE"))

    def test_others_are_still_checked(self) -> None:
        bad = save(self.folder / "bad.json", failing())
        done = run("check", "5.4", "--inspect", self.folder / "none.json", "--inspect", bad)
        self.assertEqual(done.returncode, 1)
        self.assertIn("INCOMPLETE", done.stdout)
        self.assertIn("none.json", done.stderr)


if __name__ == "__main__":
    unittest.main()
