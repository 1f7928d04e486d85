"""One object, one thread at a time: what the library asks of its callers, held here."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Optional

from .errors import Error
from .words import ErrorCode


class Guard:
    """Lets one call work on an object at a time.

    A second one, of another thread or out of a callback of the first, is an error rather than
    undefined, as with Python's own generators. Reading waits for the call under way, and is
    allowed out of its callbacks.
    """

    def __init__(self, what: str) -> None:
        """Guard an object that messages call `what`."""
        self.what = what
        self.lock = threading.RLock()
        self.working = False

    def __enter__(self) -> None:
        """Begin a call."""
        if self.working or not self.lock.acquire(blocking=False):
            raise self.busy()
        self.working = True

    def busy(self) -> Error:
        """Return the error for a second call."""
        return Error(ErrorCode.STATE, f"{self.what} is at work in another call")

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        """End it."""
        self.working = False
        self.lock.release()

    def reading(self) -> threading.RLock:
        """Return the lock to read with."""
        return self.lock
