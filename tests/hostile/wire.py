"""The bytes of an answer: what a behaviour yields, piece by piece, for the server to send."""

import http
from dataclasses import dataclass
from typing import Iterator, Union


@dataclass(frozen=True)
class Pause:
    """Send nothing for a while."""

    seconds: float


class Hang:
    """Send nothing until the client gives up."""


class Close:
    """Close the connection."""


Piece = Union[bytes, Pause, Hang, Close]
Pieces = Iterator[Piece]

ENGINE_HEADERS = (
    ("Api-Version", "1.41"),
    ("Content-Type", "application/json"),
    ("Docker-Experimental", "false"),
    ("Ostype", "linux"),
    ("Server", "Docker/20.10.24 (linux)"),
    ("Date", "Mon, 01 Jan 2024 00:00:00 GMT"),
)
BUFFERED = 2048  # Go's server sends longer answers in chunks


def head(*more: tuple[str, object], status: int = 200, version: str = "HTTP/1.1") -> bytes:
    phrase = http.HTTPStatus(status).phrase
    fields = [f"{name}: {value}" for name, value in (*ENGINE_HEADERS, *more)]
    return "\r\n".join([f"{version} {status} {phrase}", *fields, "", ""]).encode()


def chunked_head(*more: tuple[str, object]) -> bytes:
    return head(*more, ("Transfer-Encoding", "chunked"))


def chunk(data: bytes, extension: bytes = b"") -> bytes:
    return b"%x%s\r\n%s\r\n" % (len(data), extension, data)


def in_chunks(data: bytes, size: int = 32768) -> bytes:
    parts = [chunk(data[at:at + size]) for at in range(0, len(data), size)]
    return b"".join(parts) + chunk(b"")


def with_length(body: bytes, *more: tuple[str, object], status: int = 200) -> bytes:
    return head(*more, ("Content-Length", len(body)), status=status) + body


def as_engine_sends(body: bytes, status: int = 200) -> bytes:
    if len(body) > BUFFERED and status == 200:
        return chunked_head() + in_chunks(body)
    return with_length(body, status=status)


def trickle(data: bytes, seconds: float = 1.0) -> Pieces:
    """One byte at a time."""
    for value in data:
        yield bytes((value,))
        yield Pause(seconds)


def forever(data: bytes) -> Pieces:
    while True:
        yield data
