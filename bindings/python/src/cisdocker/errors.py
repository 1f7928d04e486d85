"""The library's errors as exceptions, and what carries a callback's own exception through C."""

from __future__ import annotations

from typing import Any, Optional

from ._library import ffi, lib, text
from .words import CODES, ErrorCode


class Error(Exception):
    """A call failed. ``code`` says of what kind, ``message`` why, in one line."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        """Keep both; the message is what the exception prints."""
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle with both."""
        return type(self), (self.code, self.message)


class CancelledError(Error):
    """The audit was cancelled, by ``cancel()`` or by a progress callback that returned True."""


class Bridge:
    """A Python callback that C calls; keeps what it raised until C has returned."""

    def __init__(self, callback: Any) -> None:
        """Make the handle that C passes around. It lives as long as this object."""
        self.callback = callback
        self.raised: Optional[BaseException] = None
        self.handle = ffi.new_handle(self)

    def reraise(self) -> None:
        """Raise what the callback raised, if it did."""
        raised, self.raised = self.raised, None
        if raised is not None:
            raise raised


def failure(code: int, box: Any) -> Error:
    """Return the exception for a code and the error that a call left in `box`, freeing that."""
    word = CODES.get(code, ErrorCode.INTERNAL)
    message = text(lib.cisd_error_message(box[0])) or f"the call failed: {word}"
    lib.cisd_error_free(box[0])
    box[0] = ffi.NULL
    return (CancelledError if word is ErrorCode.CANCELLED else Error)(word, message)


def check(code: int, box: Any, bridge: Optional[Bridge] = None) -> None:
    """Raise what a call's code and error box say; what a callback raised goes first."""
    if code == lib.CISD_OK:
        return
    error = failure(code, box)
    if bridge is not None:
        bridge.reraise()
    raise error


def new_box() -> Any:
    """Return a place for a call's error."""
    return ffi.new("cisd_error **")
