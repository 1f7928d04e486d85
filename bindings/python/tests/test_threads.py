"""Threads: two audits at once, one audit by two, the GIL."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from places import HOST
from samples import audit_of, saved

import cisdocker
from cisdocker import ErrorCode


def report_of_host(_: int) -> str:
    """Audit the captured host, pulled and rendered."""
    audit = cisdocker.Audit(time=0)
    audit.add_inspect(HOST)
    return audit.collect().render("json")


class ThreadTest(unittest.TestCase):
    """What two threads may do."""

    def test_two_audits(self) -> None:
        """Two threads with an audit each, many times, come to the same bytes."""
        with ThreadPoolExecutor(2) as pool:
            self.assertEqual(len(set(pool.map(report_of_host, range(60)))), 1)

    def test_shared_report(self) -> None:
        """One collected report and one policy, read by two threads at once."""
        report = audit_of(*[f"c{i}" for i in range(50)]).collect()
        with ThreadPoolExecutor(2) as pool:
            texts = set(pool.map(lambda _: report.render("json"), range(60)))
            names = set(pool.map(lambda _: tuple(r.name for r in report.results), range(60)))
        self.assertEqual((len(texts), len(names)), (1, 1))

    def test_one_audit_by_two(self) -> None:
        """A second call into an audit at work is an error, out of another thread or a callback."""
        codes: list[ErrorCode] = []
        audit = cisdocker.Audit()

        def intrude() -> None:
            try:
                next(audit)
            except cisdocker.Error as error:
                codes.append(error.code)

        def read(size: int) -> bytes:
            intruder = threading.Thread(target=intrude)
            intruder.start()
            intruder.join()
            intrude()
            text = saved("a") if not codes[2:] else b""
            return text[:size]

        audit.add_inspect_reader(read)
        self.assertEqual(next(audit).name, "a")
        self.assertEqual(set(codes), {ErrorCode.STATE})

    def test_read_by_another_thread(self) -> None:
        """Who reads the audit's report makes the loop of another thread wait, never fail."""
        audit = audit_of(*(f"c{i}" for i in range(2000)))
        report, over = audit.report, threading.Event()

        def watch() -> None:
            while not over.is_set():
                _ = report.counts, report.targets

        watchers = [threading.Thread(target=watch) for _ in range(2)]
        for watcher in watchers:
            watcher.start()
        try:
            self.assertEqual(sum(1 for _ in audit), 2000)
        finally:
            over.set()
            for watcher in watchers:
                watcher.join()

    def test_call_out_of_a_reading(self) -> None:
        """Who reads cannot draw results in its own callback: the report would change under it."""
        audit = audit_of("a", "b")
        codes: list[ErrorCode] = []

        def write(_: bytes) -> None:
            try:
                next(audit)
            except cisdocker.Error as error:
                codes.append(error.code)

        renderer = cisdocker.Renderer(audit.report, "jsonl", write)
        renderer.add(next(audit))
        renderer.finish()
        self.assertEqual(set(codes), {ErrorCode.STATE})
        self.assertEqual(next(audit).name, "b")

    def test_closed_by_two(self) -> None:
        """Closing twice at once is closing."""
        for _ in range(50):
            audit = audit_of("a")
            with ThreadPoolExecutor(4) as pool:
                list(pool.map(lambda _, one=audit: one.close(), range(4)))

    def test_report_in_a_callback(self) -> None:
        """A progress callback may read the audit's report."""
        seen: list[int] = []
        audit: cisdocker.Audit = audit_of(
            "a", "b", progress=lambda *_: seen.append(len(audit.report.targets))
        )
        list(audit)
        self.assertEqual(seen, [1, 1])

    def test_gil_is_released(self) -> None:
        """While a call works, other threads do: here, as long as one waits for an engine."""
        ticks = 0

        def work() -> None:
            list(audit)

        with Silent() as address:
            audit = cisdocker.Audit()
            audit.add_engine(address, timeout=0.5)
            worker = threading.Thread(target=work)
            worker.start()
            while worker.is_alive():
                time.sleep(0.01)
                ticks += 1
            worker.join()
        self.assertGreater(ticks, 10)
        self.assertIs(audit.report.targets[0].code, ErrorCode.TIMEOUT)

    def test_interrupted(self) -> None:
        """Ctrl-C ends the waiting for an engine, as it ends whatever else Python waits for."""
        code = """
            import cisdocker, sys
            audit = cisdocker.Audit()
            audit.add_engine(sys.argv[1])
            print("begun", flush=True)
            next(audit)
        """
        with Silent() as address:
            child = subprocess.Popen(
                [sys.executable, "-c", textwrap.dedent(code), address],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            assert child.stdout is not None  # noqa: S101 - mypy wants to know
            self.assertEqual(child.stdout.readline(), "begun\n")
            time.sleep(0.3)
            before = time.monotonic()
            child.send_signal(signal.SIGINT)
            _, said = child.communicate(timeout=60)
        self.assertLess(time.monotonic() - before, 5)
        self.assertTrue(said.rstrip().endswith("KeyboardInterrupt"), said)
        self.assertNotIn("cffi", said)


class Silent:
    """An engine that accepts and never answers."""

    def __enter__(self) -> str:
        """Listen, and return the address."""
        import socket  # noqa: PLC0415 - nobody else here needs it

        self.socket = socket.create_server(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{self.socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.socket.close()


if __name__ == "__main__":
    unittest.main()
