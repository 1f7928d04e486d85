"""Callbacks, cancellation, and iterations left in the middle."""

from __future__ import annotations

import gc
import io
import json
import threading
import unittest
import weakref
from typing import NoReturn

from samples import audit_of, saved

import cisdocker
from cisdocker import CancelledError, ErrorCode, Renderer


class OddError(Exception):
    """What a callback raises."""


def throw(*_: object) -> NoReturn:
    """Raise."""
    raise OddError


class CallbackTest(unittest.TestCase):
    """What callbacks raise comes out of the call they were called in."""

    def test_progress(self) -> None:
        """Progress is told; True cancels."""
        seen: list[tuple[int, int]] = []
        audit = audit_of("a", "b", progress=lambda done, total: seen.append((done, total)))
        self.assertEqual(len(list(audit)), 2)
        self.assertEqual([done for done, _ in seen], [1, 2])
        with self.assertRaises(CancelledError) as caught:
            next(audit_of("a", progress=lambda *_: True))
        self.assertIs(caught.exception.code, ErrorCode.CANCELLED)

    def test_progress_raises(self) -> None:
        """The exception itself comes out, be it drawn or collected."""
        with self.assertRaises(OddError):
            next(audit_of("a", progress=throw))
        with self.assertRaises(OddError):
            audit_of("a", progress=throw).collect()

    def test_reader_raises(self) -> None:
        """So does a reader's, and what a reader may not return."""
        for reader, expected in (
            (throw, OddError),
            (lambda n: b"x" * (n + 1), ValueError),
            (lambda _: None, TypeError),
        ):
            audit = cisdocker.Audit()
            audit.add_inspect_reader(reader)  # type: ignore[arg-type]
            with self.assertRaises(expected):
                next(audit)

    def test_reader_raises_and_the_audit_goes_on(self) -> None:
        """What the next target had when a reader raised is not lost."""
        audit = cisdocker.Audit()
        audit.add_inspect_reader(throw, "bad")
        audit.add_inspect_reader(io.BytesIO(saved("a", "b")), "good")
        with self.assertRaises(OddError):
            next(audit)
        self.assertEqual([result.name for result in audit], ["a", "b"])
        self.assertEqual([target.complete for target in audit.report.targets], [False, True])

    def test_writer_raises(self) -> None:
        """So does a writer's, in every call that writes."""
        report = audit_of("a").collect()
        with self.assertRaises(OddError):
            report.write(throw, "json")
        with Renderer(audit_of("a").report, "csv", lambda _: None) as renderer:
            renderer.add(report.results[0])
        self.assertTrue(renderer.closed)
        failing = Renderer(report, "jsonl", throw)
        with self.assertRaises(OddError):
            failing.add(report.results[0])
            failing.finish()

    def test_block_left_by_an_exception(self) -> None:
        """A renderer then writes no end."""
        parts: list[bytes] = []
        with self.assertRaises(OddError), Renderer(audit_of("a").report, "json", parts.append):
            throw()
        with self.assertRaises(json.JSONDecodeError):
            json.loads(b"".join(parts))

    def test_second_end(self) -> None:
        """A renderer is finished once."""
        renderer = Renderer(audit_of("a").report, "json", io.BytesIO())
        renderer.finish()
        with self.assertRaises(cisdocker.Error) as caught:
            renderer.finish()
        self.assertIs(caught.exception.code, ErrorCode.STATE)


class EndTest(unittest.TestCase):
    """Cancelled, closed, left."""

    def test_left_in_the_middle(self) -> None:
        """The rest can be drawn later, collected, or forgotten."""
        audit = audit_of("a", "b", "c")
        for result in audit:
            self.assertEqual(result.name, "a")
            break
        self.assertEqual(next(audit).name, "b")
        self.assertEqual([result.name for result in audit.collect().results], ["c"])
        with audit_of("a", "b") as audit:
            next(audit)
        with self.assertRaisesRegex(cisdocker.Error, "the audit was closed"):
            next(audit)
        audit.close()

    def test_renderer_outlives_its_audit(self) -> None:
        """A renderer keeps what it renders."""
        out = io.BytesIO()
        with audit_of("a") as audit:
            renderer = Renderer(audit.report, "json", out)
            renderer.add(next(audit))
        renderer.finish()
        self.assertEqual(json.loads(out.getvalue())["results"][0]["subject"]["name"], "a")

    def test_cancelled(self) -> None:
        """An audit that is cancelled says so, from then on."""
        audit = audit_of("a", "b")
        next(audit)
        audit.cancel()
        for _ in range(2):
            with self.assertRaises(CancelledError):
                next(audit)

    def test_cancelled_by_another_thread(self) -> None:
        """A call that waits ends when another thread closes the audit."""
        gate = threading.Event()

        def read(_: int) -> bytes:
            gate.set()
            closer.join()
            return b"[]"

        audit = cisdocker.Audit()
        audit.add_inspect_reader(read)

        def close() -> None:
            gate.wait()
            audit.close()

        closer = threading.Thread(target=close)
        closer.start()
        with self.assertRaises(CancelledError):
            next(audit)
        self.assertTrue(audit.closed)

    def test_settings_too_late(self) -> None:
        """An audit that has begun takes no more targets."""
        audit = audit_of("a")
        next(audit)
        with self.assertRaises(cisdocker.Error) as caught:
            audit.add_command("docker run nginx")
        self.assertIs(caught.exception.code, ErrorCode.STATE)

    def test_no_target(self) -> None:
        """An audit without a target is an error or has no results; it never hangs."""
        with self.assertRaises((cisdocker.Error, StopIteration)):
            next(cisdocker.Audit())

    def test_nul(self) -> None:
        """A text with a NUL is refused, not cut."""
        with self.assertRaises(ValueError):
            cisdocker.Audit().add_command("docker run nginx\0--privileged")

    def test_cycle_is_collected(self) -> None:
        """An audit whose callback knows it is freed all the same."""

        class Watcher:
            audit: cisdocker.Audit

            def __call__(self, done: int, total: int) -> None:
                del done, total

        watcher = Watcher()
        watcher.audit = audit_of("a", progress=watcher)
        gone = weakref.ref(watcher)
        next(watcher.audit)
        del watcher
        gc.collect()
        self.assertIsNone(gone())


if __name__ == "__main__":
    unittest.main()
