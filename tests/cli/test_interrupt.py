#!/usr/bin/env python3
"""A signal ends the command soon, with its own status, and leaves nothing half-written."""

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

from command import environment, program
from saved import hundred

SOON = 5


def heed_signals() -> None:
    """A shell's background job is started with SIGINT ignored, and the command keeps it so."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Interrupt(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.target = self.folder / "report"
        self.target.write_text("old")

    def start(self, *words: str, **options) -> subprocess.Popen[str]:
        running = subprocess.Popen([program(), "check", "5.4", *words, "-f", "json", "-o",
                                    str(self.target)], stderr=subprocess.PIPE, text=True,
                                   env=environment(),
                                   **{"preexec_fn": heed_signals, **options})
        self.addCleanup(self.tidy, running)
        return running

    @staticmethod
    def tidy(running: subprocess.Popen[str]) -> None:
        running.kill()
        running.wait()
        running.stderr.close()
        if running.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                running.stdin.close()

    def wait_for_work(self) -> None:
        """The temporary file is there: signals are being watched."""
        end = time.monotonic() + SOON
        while not list(self.folder.glob(".cisdocker-*")):
            self.assertLess(time.monotonic(), end, "the work did not begin")
            time.sleep(0.01)

    def ended(self, running: subprocess.Popen[str], status: int) -> str:
        self.assertEqual(running.wait(timeout=SOON), status)
        self.assertEqual(self.target.read_text(), "old")
        self.assertEqual(list(self.folder.glob(".cisdocker-*")), [])
        return running.stderr.read()

    def test_waiting_for_stdin(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number):
                running = self.start("--inspect", "-", stdin=subprocess.PIPE)
                self.wait_for_work()
                running.send_signal(number)
                self.assertIn("interrupted", self.ended(running, 128 + number))
                running.stdin.close()

    def silent_engine(self) -> str:
        """A socket that takes connections and says nothing."""
        path = self.folder / "silent.sock"
        listener = socket.socket(socket.AF_UNIX)
        self.addCleanup(listener.close)
        listener.bind(str(path))
        listener.listen(8)
        return f"unix://{path}"

    def test_waiting_for_an_engine(self) -> None:
        running = self.start("--host", self.silent_engine(), stdin=subprocess.DEVNULL)
        self.wait_for_work()
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        self.ended(running, 130)

    def test_waiting_for_several(self) -> None:
        host = self.silent_engine()
        running = self.start("--host", host, "--host", host, stdin=subprocess.DEVNULL)
        self.wait_for_work()
        time.sleep(0.2)
        running.send_signal(signal.SIGTERM)
        self.ended(running, 143)

    def test_full_pipe(self) -> None:
        """Nobody reads stdout: even so a signal ends it."""
        reader, writer = os.pipe()
        self.addCleanup(os.close, reader)
        running = self.start("--inspect", "-", "-f", "jsonl", stdin=subprocess.PIPE,
                             stdout=writer)
        os.close(writer)
        feeder = threading.Thread(target=self.feed, args=(running,), daemon=True)
        feeder.start()
        self.wait_for_work()
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        self.ended(running, 130)
        feeder.join(SOON)

    def test_export_into_a_full_pipe(self) -> None:
        """Commands that audit nothing end in the same way."""
        reader, writer = os.pipe()
        self.addCleanup(os.close, reader)
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
        running = subprocess.Popen([program(), "export", "--output", "/dev/stdout", "datastream"],
                                   stdout=writer, stderr=subprocess.PIPE, text=True,
                                   env=environment(), preexec_fn=heed_signals)
        self.addCleanup(self.tidy, running)
        os.close(writer)
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(timeout=SOON), 130)

    @staticmethod
    def feed(running: subprocess.Popen[str]) -> None:
        try:
            for _ in range(20):
                running.stdin.write(json.dumps(hundred()))
            running.stdin.close()
        except BrokenPipeError:
            pass

    def test_ignored_hangup_stays_ignored(self) -> None:
        def ignore() -> None:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        running = self.start("--inspect", "-", stdin=subprocess.PIPE, preexec_fn=ignore)
        self.wait_for_work()
        running.send_signal(signal.SIGHUP)
        time.sleep(0.2)
        running.stdin.write("[]")
        running.stdin.close()
        self.assertEqual(running.wait(timeout=SOON), 0)
        self.assertNotEqual(self.target.read_text(), "old")


if __name__ == "__main__":
    unittest.main()
