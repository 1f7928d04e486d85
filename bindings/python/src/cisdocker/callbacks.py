"""The Python functions that the library calls: each hands over to the Bridge it is given."""

from __future__ import annotations

from typing import Any

from ._library import ffi
from .errors import Bridge

_FAILED = 1


def _bridge(user: Any) -> Bridge:
    bridge: Bridge = ffi.from_handle(user)
    return bridge


def _put(data: Any, buffer: Any, size: int) -> int:
    """Copy what a reader returned to where C wants it."""
    if len(data) > size:
        message = f"a reader was asked for {size} bytes and returned {len(data)}"
        raise ValueError(message)
    ffi.memmove(buffer, data, len(data))
    return len(data)


def _keep(_kind: Any, error: BaseException, trace: Any) -> None:
    """Keep what was raised before the function could catch it, such as KeyboardInterrupt."""
    _bridge(trace.tb_frame.f_locals["user"]).raised = error


@ffi.def_extern(error=_FAILED, onerror=_keep)  # type: ignore[untyped-decorator]
def cisdpy_progress(user: Any, done: int, total: int) -> int:
    """Tell a progress callback; stops where it returns True or raises."""
    bridge = _bridge(user)
    try:
        return _FAILED if bridge.callback(done, total) else 0
    except BaseException as error:  # noqa: BLE001 - it is raised again when C has returned
        bridge.raised = error
        return _FAILED


@ffi.def_extern(error=_FAILED, onerror=_keep)  # type: ignore[untyped-decorator]
def cisdpy_read(user: Any, buffer: Any, size: int, length: Any) -> int:
    """Fill a buffer from a reader."""
    bridge = _bridge(user)
    try:
        length[0] = _put(bridge.callback(size), buffer, size)
    except BaseException as error:  # noqa: BLE001 - it is raised again when C has returned
        bridge.raised = error
        return _FAILED
    return 0


@ffi.def_extern(error=_FAILED, onerror=_keep)  # type: ignore[untyped-decorator]
def cisdpy_write(user: Any, data: Any, length: int) -> int:
    """Hand bytes to a writer."""
    bridge = _bridge(user)
    try:
        bridge.callback(bytes(ffi.buffer(data, length)))
    except BaseException as error:  # noqa: BLE001 - it is raised again when C has returned
        bridge.raised = error
        return _FAILED
    return 0
