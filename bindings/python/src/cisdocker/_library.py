"""The native module, loaded with an error that says what to do, and text across the border."""

from __future__ import annotations

import os
from typing import Any, Optional, Union

PathText = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]

_ADVICE = (
    "install libcisdocker 0.1.0 or newer, or name the folder of libcisdocker.so.0 in "
    "LD_LIBRARY_PATH"
)
_LEAST = (0, 1, 0)


def _load() -> tuple[Any, Any]:
    try:
        from . import _native  # type: ignore[attr-defined]  # noqa: PLC0415
    except ImportError as error:
        if "undefined symbol" in str(error) or "version `" in str(error):
            message = f"libcisdocker is too old: {error}: {_ADVICE}"
        else:
            message = f"cannot load libcisdocker: {error}: {_ADVICE}"
        raise ImportError(message, name="cisdocker") from error
    return _native.lib, _native.ffi


lib, ffi = _load()
_string = ffi.string


def text(pointer: Any) -> str:
    """The text at a pointer that is not NULL."""
    return decode(_string(pointer))


def decode(data: bytes) -> str:
    """The text of bytes; the library writes UTF-8, paths aside that it was given otherwise."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def text_or_none(pointer: Any) -> Optional[str]:
    """The text at a pointer, None for NULL."""
    return text(pointer) if pointer else None


def encode(value: PathText) -> bytes:
    """A text or a path as the library takes it; it cannot take a NUL."""
    encoded = os.fsencode(value)
    if b"\0" in encoded:
        message = "embedded null character"
        raise ValueError(message)
    return encoded


class Texts:
    """Texts and arrays of texts for an option struct, alive as long as this object."""

    def __init__(self) -> None:
        """Holds nothing yet."""
        self._kept: list[Any] = []

    def one(self, value: Optional[PathText]) -> Any:
        """A C string, NULL for None."""
        if value is None:
            return ffi.NULL
        self._kept.append(ffi.new("char[]", encode(value)))
        return self._kept[-1]

    def many(self, values: Any) -> Any:
        """An array of C strings, ended by NULL."""
        self._kept.append(ffi.new("char *[]", [*(self.one(value) for value in values), ffi.NULL]))
        return self._kept[-1]


def version() -> str:
    """The version of the library in use, such as ``0.1.0``."""
    return text(lib.cisd_version())


def _check_version() -> None:
    found = tuple(int(part) for part in version().split(".")[:3])
    if found < _LEAST:
        message = f"libcisdocker {version()} is too old: {_ADVICE}"
        raise ImportError(message, name="cisdocker")


_check_version()
