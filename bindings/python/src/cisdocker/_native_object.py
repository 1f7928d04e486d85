"""What holds memory of the library: closed at once, by ``with``, or when it is collected."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Optional, TypeVar

from .errors import Error
from .words import ErrorCode

S = TypeVar("S", bound="NativeObject")


class Closed:
    """Stands behind what goes when an object is closed: found only once that is gone."""

    def __get__(self, instance: Any, owner: type) -> Any:
        """Say that the object was closed."""
        raise Error(ErrorCode.STATE, f"the {owner.__name__.lower()} was closed")


class NativeObject:
    """An object with a handle.

    Closing drops the handle; its memory is freed with the last reference to it, so that a call
    under way in another thread ends in good order.
    """

    _handle: Any = Closed()

    def __init__(self, handle: Any) -> None:
        """Take over a handle that frees itself."""
        self._handle = handle

    def close(self) -> None:
        """Free the memory. Later calls raise ``ErrorCode.STATE``, but for closing again."""
        self.__dict__.pop("_handle", None)

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return "_handle" not in self.__dict__

    def __enter__(self: S) -> S:
        """Return the object itself."""
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        """Close it."""
        self.close()
