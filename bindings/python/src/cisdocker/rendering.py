"""Text out of the library: where it goes, how it looks, and renderers."""

from __future__ import annotations

import codecs
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Callable, Optional, TextIO, Union

from . import callbacks  # noqa: F401 - defines what C calls
from ._guard import Guard
from ._library import Texts, ffi, lib
from ._native_object import NativeObject
from .errors import Bridge, Error, check, new_box
from .words import FORMATS, ErrorCode, Format, number_of

if TYPE_CHECKING:
    from types import TracebackType

    from .report import Report
    from .result import Result

Sink = Union[Callable[[bytes], object], BinaryIO, TextIO]
"""Where text goes: a function that is given UTF-8, a binary stream, or a text stream."""


@dataclass(frozen=True)
class RenderOptions:
    """How to render; formats ignore what does not concern them."""

    color: bool = False
    """text: colour with ANSI escapes."""
    verbose: bool = False
    """text: every subject with its evidence."""
    quiet: bool = False
    """text: failures and what could not be judged only."""
    width: int = 0
    """text: columns; 0: 80."""
    per_subject: bool = False
    """xccdf, arf: a rule-result a subject, worst first, instead of one for all."""
    asset_host: Optional[str] = None
    """What was audited, for formats that name an asset; None: the host that the engine names."""
    asset_fqdn: Optional[str] = None
    asset_addresses: Sequence[str] = ()
    asset_facts: Sequence[str] = ()
    """xccdf, arf: ``NAME=VALUE``."""


class RenderStruct:
    """The options as the library takes them; what they point to lives as long as this object."""

    def __init__(self, options: Optional[RenderOptions]) -> None:
        """Make the struct; None stands for the defaults."""
        given = options if options is not None else RenderOptions()
        texts = self._texts = Texts()
        self.pointer = ffi.new(
            "cisd_render_options *",
            {
                "size": ffi.sizeof("cisd_render_options"),
                "color": given.color,
                "verbose": given.verbose,
                "quiet": given.quiet,
                "width": given.width,
                "per_subject": given.per_subject,
                "asset_host": texts.one(given.asset_host),
                "asset_fqdn": texts.one(given.asset_fqdn),
                "asset_addresses": texts.many(given.asset_addresses),
                "asset_facts": texts.many(given.asset_facts),
            },
        )


def writer(to: Sink) -> Callable[[bytes], object]:
    """Return the function that puts bytes where they are to go."""
    if isinstance(to, io.TextIOBase):
        stream = to
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        return lambda data: stream.write(decode(data))
    write = getattr(to, "write", to)
    if not callable(write):
        message = f"a function or a stream is needed, not {to!r}"
        raise TypeError(message)
    return write


Call = Callable[[Any, Any, Any], int]
"""A call of the library that writes: given the write callback, its user and the error box."""


def send(call: Call, to: Sink) -> None:
    """Send what a call writes to where it is to go."""
    bridge, box = Bridge(writer(to)), new_box()
    check(call(lib.cisdpy_write, bridge.handle, box), box, bridge)


def gather(call: Call) -> str:
    """Return what a call writes."""
    parts: list[bytes] = []
    send(call, parts.append)
    return b"".join(parts).decode("utf-8", "replace")


class Renderer(NativeObject):
    """Turns results into text of a format while they come.

    The report is the audit's own, or a collected one. Leaving a ``with`` block writes the rest,
    unless an exception leaves it:

    >>> from cisdocker import Audit, Format, Renderer
    >>> parts = []
    >>> with Audit() as audit, Renderer(audit.report, Format.JSONL, parts.append) as renderer:
    ...     audit.add_command("docker run nginx")
    ...     for result in audit:
    ...         renderer.add(result)
    >>> len(b"".join(parts).splitlines())
    2
    """

    def __init__(
        self,
        report: Report,
        format: Union[Format, str],  # noqa: A002 - what everybody calls it
        to: Sink,
        options: Optional[RenderOptions] = None,
    ) -> None:
        """Begin to render to a function or stream."""
        bridge, box, out = Bridge(writer(to)), new_box(), ffi.new("cisd_renderer **")
        number = number_of(FORMATS, Format(format))
        struct, source = RenderStruct(options), report._handle
        with report._guard.reading():
            code = lib.cisd_renderer_new(
                number, source, struct.pointer, lib.cisdpy_write, bridge.handle, out, box
            )
        check(code, box)
        kept = (source, struct, bridge)

        def free(renderer: Any, _kept: Any = kept) -> None:
            lib.cisd_renderer_free(renderer)

        super().__init__(ffi.gc(out[0], free))
        self._bridge = bridge
        self._guard = Guard("the renderer")
        self._report_guard = report._guard
        self._finished = False

    def add(self, result: Result) -> None:
        """Add a result; streaming formats write it at once."""
        handle, box = self._handle, new_box()
        with self._guard, self._report_guard.reading():
            check(lib.cisd_renderer_add(handle, result._handle, box), box, self._bridge)

    def finish(self) -> None:
        """Write the rest. Once, after the last result."""
        handle, box = self._handle, new_box()
        if self._finished:
            raise Error(ErrorCode.STATE, "the renderer has finished")
        with self._guard, self._report_guard.reading():
            self._finished = True
            check(lib.cisd_renderer_finish(handle, box), box, self._bridge)

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        """Write the rest, unless an exception leaves the block, and close."""
        try:
            if error is None and not self._finished:
                self.finish()
        finally:
            self.close()
