"""The Python functions that the library calls: each hands over to the Bridge it is given."""

from __future__ import annotations

from typing import Any

from ._library import ffi
from .errors import Bridge

_FAILED = 1


def _bridge(user: Any) -> Bridge:
    bridge: Bridge = ffi.from_handle(user)
    return bridge


@ffi.def_extern(error=_FAILED)  # type: ignore[untyped-decorator]
def cisdpy_progress(user: Any, done: int, total: int) -> int:
    """Tell a progress callback; stops where it returns True or raises."""
    bridge = _bridge(user)
    try:
        return _FAILED if bridge.callback(done, total) else 0
    except BaseException as error:  # noqa: BLE001 - it is raised again when C has returned
        bridge.raised = error
        return _FAILED


@ffi.def_extern(error=_FAILED)  # type: ignore[untyped-decorator]
def cisdpy_read(user: Any, buffer: Any, size: int, length: Any) -> int:
    """Fill a buffer from a reader."""
    bridge = _bridge(user)
    try:
        data = bridge.callback(size)
        if len(data) > size:
            message = f"a reader was asked for {size} bytes and returned {len(data)}"
            raise ValueError(message)
        ffi.memmove(buffer, data, len(data))
        length[0] = len(data)
    except BaseException as error:  # noqa: BLE001 - it is raised again when C has returned
        bridge.raised = error
        return _FAILED
    return 0


@ffi.def_extern(error=_FAILED)  # type: ignore[untyped-decorator]
def cisdpy_write(user: Any, data: Any, length: int) -> int:
    """Hand bytes to a writer."""
    bridge = _bridge(user)
    try:
        bridge.callback(bytes(ffi.buffer(data, length)))
    except BaseException as error:  # noqa: BLE001 - it is raised again when C has returned
        bridge.raised = error
        return _FAILED
    return 0
