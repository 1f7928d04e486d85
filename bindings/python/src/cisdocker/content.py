"""What scanners load to decide the check themselves: files for Nessus and others."""

from __future__ import annotations

from dataclasses import dataclass

from ._library import encode, lib, text
from .rendering import Sink, gather, send


@dataclass(frozen=True)
class Content:
    """A file for a scanner, made of the library's texts and tables."""

    name: str
    """The file's name, such as ``cisdocker-5.4-docker.audit``."""
    description: str
    """What it is, and for which scanner, in one sentence."""
    is_program: bool
    """Whether it is a script, which a scanner runs only if the file may be executed."""

    @staticmethod
    def all() -> tuple[Content, ...]:
        """Return every file."""
        return tuple(
            Content(
                text(lib.cisd_content_name(index)),
                text(lib.cisd_content_description(index)),
                bool(lib.cisd_content_is_program(index)),
            )
            for index in range(lib.cisd_content_count())
        )

    def write(self, to: Sink) -> None:
        """Write the file to a function or stream."""
        name = encode(self.name)
        send(lambda write, user, box: lib.cisd_content_write(name, write, user, box), to)

    def read(self) -> str:
        """Return the file's text."""
        name = encode(self.name)
        return gather(lambda write, user, box: lib.cisd_content_write(name, write, user, box))
