"""One object, one thread at a time: what the library asks of its callers, held here."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Optional

from .errors import Error
from .words import ErrorCode

_PATIENCE = 0.001


class Guard:
    """Lets one call work on an object at a time.

    A second one, of another thread or out of a callback of the first, is an error rather than
    undefined, as with Python's own generators. Reading waits for the call under way, and is
    allowed out of its callbacks; a call waits for who reads.
    """

    def __init__(self, what: str) -> None:
        """Guard an object that messages call `what`."""
        self.what = what
        self.lock = threading.RLock()
        self.working = False
        self.readings = 0  # of the thread that has the lock
        self._reading = Reading(self)

    def __enter__(self) -> None:
        """Begin a call."""
        if self.working or self.readings or not self.lock.acquire(blocking=False):
            self.wait()
        self.working = True

    def wait(self) -> None:
        """Take the lock when who reads has ended; an error where there is a call already."""
        while not self.working:
            if self.lock.acquire(timeout=_PATIENCE):
                if not self.readings:
                    return
                self.lock.release()  # it is this thread that reads, and called back
                break
        raise Error(ErrorCode.STATE, f"{self.what} is at work in another call")

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        """End it."""
        self.working = False
        self.lock.release()

    def reading(self) -> Reading:
        """Return what to read with."""
        return self._reading


class Reading:
    """A block in which an object is read."""

    def __init__(self, guard: Guard) -> None:
        """Read what the guard guards."""
        self._guard = guard

    def __enter__(self) -> None:
        """Begin."""
        self._guard.lock.acquire()
        self._guard.readings += 1

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        """End."""
        self._guard.readings -= 1
        self._guard.lock.release()
