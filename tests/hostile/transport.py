"""Answers whose content is right and whose HTTP is not."""

import gzip
from typing import Any

from fake_engine import FakeEngine, as_json
from outcome import (FINE, MALFORMED, NO_EVIDENCE, NO_LIST, NO_TARGET, UNREADABLE, VANISHED,
                     Behaviour, Outcome, at)
from server import Answer, Request
from wire import (Close, Hang, Pieces, as_engine_sends, chunk, chunked_head, forever, head,
                  in_chunks, trickle, with_length)

BLOCK = 65536


# Slow, silent and cut off

def slow_header(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield from trickle(as_engine_sends(as_json(document)))


def slow_body(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    body = as_json(document)
    yield head(("Content-Length", len(body)))
    yield from trickle(body)


def slow_chunks(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield chunked_head()
    yield from trickle(in_chunks(as_json(document), 1))


def silence(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield Hang()


def half_a_chunk(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    body = as_json(document)
    yield chunked_head() + chunk(body[:100]) + b"200\r\n" + body[100:200]
    yield Hang()


def half_a_chunk_then_close(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    body = as_json(document)
    yield chunked_head() + chunk(body[:100]) + b"200\r\n" + body[100:200]
    yield Close()


def no_last_chunk(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield chunked_head() + chunk(as_json(document))
    yield Close()


def cut_in_header(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield as_engine_sends(as_json(document))[:60]
    yield Close()


def cut_in_body(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield with_length(as_json(document))[:-50]
    yield Close()


def close_at_once(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield Close()


def close_kept_once(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    """A connection that has served others is gone, whoever asks over it for the first time."""
    stale = request.nth == 1 and request.on_connection > 1
    yield Close() if stale else as_engine_sends(as_json(document))


# Without end

def opening(request: Request) -> bytes:
    return b'[{"Junk":' if request.route == "list" else b'{"Junk":'


def endless(request: Request, first: bytes, block: bytes) -> Pieces:
    yield chunked_head() + chunk(opening(request) + first)
    yield from forever(chunk(block))


def endless_blanks(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    return endless(request, b"", b" " * BLOCK)


def endless_string(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    return endless(request, b'"', b"x" * BLOCK)


def endless_number(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    return endless(request, b"1", b"7" * BLOCK)


def endless_key(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    return endless(request, b'{"', b"k" * BLOCK)


def endless_array(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    return endless(request, b"[0", b',"entry"' * (BLOCK // 8))


def endless_members(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    return endless(request, b"0", b',"a":{}' * (BLOCK // 7))


def endless_length(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield head(("Content-Length", 1 << 50)) + opening(request)
    yield from forever(b" " * BLOCK)


def endless_until_close(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield head(("Connection", "close")) + opening(request)
    yield from forever(b" " * BLOCK)


def endless_header_line(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield b"HTTP/1.1 200 OK\r\nX-Junk: "
    yield from forever(b"x" * BLOCK)


def endless_headers(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield b"HTTP/1.1 200 OK\r\n"
    yield from forever(b"X-Junk: 0123456789\r\n" * 1000)


def endless_status_line(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield b"HTTP/1.1 200 "
    yield from forever(b"O" * BLOCK)


def endless_informational(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield from forever(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def endless_chunk_extension(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield chunked_head() + b"10;junk="
    yield from forever(b"x" * BLOCK)


def endless_trailers(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield chunked_head() + in_chunks(as_json(document))[:-2]
    yield from forever(b"X-Junk: 0123456789\r\n" * 1000)


# Lengths and chunk sizes

def claims(length: object, then: type) -> Answer:
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        yield head(("Content-Length", length)) + as_json(document)
        yield then()
    return answer


def length_short(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    body = as_json(document)
    yield head(("Content-Length", len(body) - 100)) + body


def length_long_then_close(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    body = as_json(document)
    yield head(("Content-Length", len(body) + 100)) + body
    yield Close()


def length_long_then_hang(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    body = as_json(document)
    yield head(("Content-Length", len(body) + 100)) + body
    yield Hang()


def chunk_size(text: bytes) -> Answer:
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        yield chunked_head() + text + b"\r\n" + as_json(document) + b"\r\n0\r\n\r\n"
        yield Close()
    return answer


def header_of(size: int) -> Answer:
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        yield with_length(as_json(document), ("X-Junk", "x" * size))
    return answer


def headers(count: int) -> Answer:
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        yield with_length(as_json(document), *((f"X-{n}", n) for n in range(count)))
    return answer


# Status lines

def first_line(line: bytes) -> Answer:
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        yield line + b"\r\n" + with_length(as_json(document)).split(b"\r\n", 1)[1]
        yield Close()
    return answer


def bare_body(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield as_json(document)
    yield Close()


def noise(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield bytes(range(256)) * 16
    yield Close()


def informational(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield b"HTTP/1.1 100 Continue\r\n\r\n" * 5 + as_engine_sends(as_json(document))


def switching(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n"
    yield as_json(document)
    yield Close()


def status(code: int) -> Answer:
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        yield with_length(as_json({"message": "\x1b[31mno\u202e\nnot today"}), status=code)
    return answer


def good_body_with(code: int) -> Answer:
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        yield with_length(as_json(document), status=code)
    return answer


def redirect(code: int, place: str) -> Answer:
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        location = place or engine.elsewhere
        yield with_length(as_json(document), ("Location", location), status=code)
    return answer


# Odd, and right

def connection_close(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield with_length(as_json(document), ("Connection", "close"))
    yield Close()


def silent_close(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield as_engine_sends(as_json(document))
    yield Close()


def until_close(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield head(("Connection", "close")) + as_json(document)
    yield Close()


def http_1_0(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield head(version="HTTP/1.0") + as_json(document)
    yield Close()


def http_1_0_with_length(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    body = as_json(document)
    yield head(("Content-Length", len(body)), version="HTTP/1.0") + body
    yield Close()


def chunk_extensions(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    body = as_json(document)
    yield chunked_head() + chunk(body[:50], b";a=b") + chunk(body[50:], b';c="d;e"') + chunk(b"")


def tiny_chunks(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield chunked_head() + in_chunks(as_json(document), 1)


def trailers(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield chunked_head() + in_chunks(as_json(document))[:-2] + b"X-Sum: 1\r\n\r\n"


def gzip_claimed(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield with_length(as_json(document), ("Content-Encoding", "gzip"))


def gzip_bomb(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    body = gzip.compress(as_json(document) + b" " * (64 << 20))
    yield with_length(body, ("Content-Encoding", "gzip"))


HARMLESS: tuple[tuple[str, Answer], ...] = (
    ("connection close", connection_close), ("silent close", silent_close),
    ("until close", until_close), ("http 1.0", http_1_0), ("http 1.0 length", http_1_0_with_length),
    ("chunk extensions", chunk_extensions), ("tiny chunks", tiny_chunks), ("trailers", trailers),
    ("informational", informational), ("header 32k", header_of(32768)),
)
TIMES_OUT: tuple[tuple[str, Answer], ...] = (
    ("slow header", slow_header), ("slow body", slow_body), ("slow chunks", slow_chunks),
    ("silence", silence), ("half a chunk", half_a_chunk),
    ("length long then hang", length_long_then_hang),
    ("endless chunk extension", endless_chunk_extension),
)
TOO_LARGE: tuple[tuple[str, Answer], ...] = (
    ("endless informational", endless_informational),
    ("endless header line", endless_header_line), ("endless headers", endless_headers),
    ("endless status line", endless_status_line), ("endless trailers", endless_trailers),
    ("header 1M", header_of(1 << 20)), ("100000 headers", headers(100_000)),
    ("length overflows", claims(10 ** 30, Close)),
    ("endless blanks", endless_blanks), ("endless string", endless_string),
    ("endless number", endless_number), ("endless key", endless_key),
    ("endless array", endless_array), ("endless members", endless_members),
    ("endless length", endless_length), ("endless until close", endless_until_close),
)
BROKEN: tuple[tuple[str, Answer], ...] = (
    ("half a chunk then close", half_a_chunk_then_close), ("no last chunk", no_last_chunk),
    ("cut in body", cut_in_body),
    ("close at once", close_at_once), ("length long then close", length_long_then_close),
    ("length negative", claims(-5, Close)), ("length not a number", claims("many", Close)),
    ("chunk size huge", chunk_size(b"ffffffffffffffffffff")),
    ("chunk size negative", chunk_size(b"-1")), ("chunk size not hex", chunk_size(b"zz")),
    ("garbage status line", first_line(b"GARBAGE 200 OK")),
    ("status not a number", first_line(b"HTTP/1.1 2OO OK")),
    ("no status line", bare_body), ("noise", noise), ("switching protocols", switching),
    ("redirect path", redirect(301, "/decoy")), ("redirect host", redirect(301, "")),
    ("redirect kept method", redirect(307, "")), ("redirect to a file", redirect(302, "file:///x")),
    ("401", status(401)), ("403", status(403)), ("409", status(409)), ("500", status(500)),
    ("503", status(503)), ("201 good body", good_body_with(201)),
    ("206 good body", good_body_with(206)), ("500 good body", good_body_with(500)),
)


def everywhere(rows: tuple[tuple[str, Answer], ...], at_victim: Outcome, at_target: Outcome,
               **more: object) -> list[Behaviour]:
    """The same trouble met at each of the three requests an audit stands on."""
    at_list = NO_LIST if at_target is NO_TARGET else at_target
    outcomes = {"version": at_target, "list": at_list, "inspect": at_victim}
    return [at(route, name, answer, outcome, **more)  # type: ignore[arg-type]
            for name, answer in rows for route, outcome in outcomes.items()]


TRANSPORT: list[Behaviour] = [
    *everywhere(HARMLESS, FINE, FINE),
    *everywhere(TIMES_OUT, UNREADABLE, NO_TARGET, timeout=2),
    *everywhere(TOO_LARGE, MALFORMED, NO_TARGET),
    *everywhere(BROKEN, UNREADABLE, NO_TARGET),
    *everywhere((("length short", length_short), ("gzip bomb", gzip_bomb)), MALFORMED, NO_TARGET),
    *everywhere((("cut in header", cut_in_header),), NO_EVIDENCE, NO_TARGET),
    *everywhere((("404", status(404)), ("404 good body", good_body_with(404))), VANISHED,
                NO_TARGET),
    *everywhere((("gzip claimed", gzip_claimed),), FINE, FINE),
    at("every inspect", "kept connection closed", close_kept_once, FINE, containers=200),
    at("every inspect", "connection close", connection_close, FINE, containers=200),
    at("every inspect", "silent close", silent_close, FINE, containers=200),
    at("every inspect", "http 1.0", http_1_0, FINE, containers=200),
    at("every inspect", "tiny chunks", tiny_chunks, FINE, containers=200),
]
