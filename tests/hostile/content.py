"""Answers whose HTTP is right and whose content is not."""

import json
from typing import Any, Callable

from fake_engine import EVERY_KIND, FakeEngine, as_json
from outcome import (FINE, MALFORMED, NET_RAW_KEPT, NO_LIST, NO_TARGET, UNKNOWN_NAME, VANISHED,
                     VICTIM, UNREADABLE, Behaviour, Outcome, at)
from server import Answer, Request
from transport import endless_string, everywhere, status
from wire import (Close, Hang, Pause, Piece, Pieces, as_engine_sends, chunk, chunked_head,
                  with_length)

DEEP = 1_000_000
SOME_FAIL = Outcome(exit=1, verdict="fail")
SOME_ERRORS = Outcome(exit=1, verdict="error")


def body(make: Callable[[bytes], bytes]) -> Answer:
    """The good body, as bytes, changed."""
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        yield as_engine_sends(make(as_json(document)))
    return answer


def always(data: bytes) -> Answer:
    return body(lambda good: data)


def replaced(old: bytes, new: bytes) -> Answer:
    def make(good: bytes) -> bytes:
        if good.count(old) != 1:
            raise AssertionError(f"{old!r} is {good.count(old)} times in the good body")
        return good.replace(old, new)
    return body(make)


def host_config(old: str, new: str) -> Answer:
    return replaced(old.encode(), new.encode())


def edited(change: Callable[[dict[str, Any]], object]) -> Answer:
    """The good document, changed."""
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        change(document)
        yield as_engine_sends(as_json(document))
    return answer


def options(**changes: object) -> Answer:
    return edited(lambda document: document["HostConfig"].update(changes))


def without(*path: str) -> Answer:
    def change(document: dict[str, Any]) -> None:
        for key in path[:-1]:
            document = document[key]
        del document[path[-1]]
    return edited(change)


def with_value(key: str, value: object) -> Answer:
    return edited(lambda document: document.update({key: value}))


def labelled(value: bytes) -> Answer:
    return replaced(b'"Labels":{', b'"Labels":{"a":"' + value + b'",')


def nested(open_with: bytes, close_with: bytes, depth: int) -> Answer:
    """One more member, ignored by everybody, of a great depth."""
    junk = open_with * depth + b"0" + close_with * depth

    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        good = as_json(document)
        at_object = good.index(b"{") + 1
        yield as_engine_sends(good[:at_object] + b'"Junk":' + junk + b"," + good[at_object:])
    return answer


NOT_JSON: tuple[tuple[str, Answer], ...] = (
    ("html", always(b"<html><body>Bad gateway</body></html>")), ("empty", always(b"")),
    ("blanks", always(b" \n")), ("null", always(b"null")), ("string", always(b'"ALL"')),
    ("number", always(b"1")), ("unquoted", always(b"{Id: 1}")),
    ("garbage after", body(lambda good: good + b"x")),
    ("second document", body(lambda good: good + good)),
    ("comment", body(lambda good: b"/* trust me */" + good)),
    ("nul after", body(lambda good: good + b"\0")),
    ("cut short", body(lambda good: good[:-3])),
    ("utf-16", body(lambda good: good.decode().encode("utf-16"))),
    ("trailing comma", body(lambda good: good.rstrip()[:-1] + b"," + good.rstrip()[-1:])),
    ("deep arrays", nested(b"[", b"]", DEEP)),
    ("deep objects", nested(b'{"a":', b"}", DEEP)),
    ("deep arrays left open", nested(b"[", b"", DEEP)),
    ("depth 200", nested(b"[", b"]", 200)),
)
ADD, DROP, PRIVILEGED = '"CapAdd":null', '"CapDrop":["ALL"]', '"Privileged":false'
MALFORMED_INSPECT: tuple[tuple[str, Answer], ...] = (
    ("array", body(lambda good: b"[" + good + b"]")),
    ("two host configs", replaced(b'"HostConfig":{', b'"HostConfig":{},"HostConfig":{')),
    ("two cap adds", host_config(ADD, ADD + ',"CapAdd":["SYS_ADMIN"]')),
    ("two cap adds, last empty", host_config(ADD, '"CapAdd":["SYS_ADMIN"],' + ADD)),
    ("two cap drops", host_config(DROP, DROP + ',"CapDrop":[]')),
    ("two privileged", host_config(PRIVILEGED, '"Privileged":true,' + PRIVILEGED)),
    ("cap add in lower case", host_config(ADD, '"capadd":["SYS_ADMIN"]')),
    ("cap add twice, one in lower case", host_config(ADD, ADD + ',"capadd":["SYS_ADMIN"]')),
    ("privileged in capitals", host_config(PRIVILEGED, '"PRIVILEGED":true,' + PRIVILEGED)),
    ("host config in lower case", replaced(b'"HostConfig":{', b'"hostconfig":{')),
    ("cap add twice, one escaped", host_config(ADD, ADD + ',"Cap\\u0041dd":["SYS_ADMIN"]')),
    ("cap add string", options(CapAdd="SYS_ADMIN")), ("cap add object", options(CapAdd={})),
    ("cap add number", options(CapAdd=0)), ("cap add false", options(CapAdd=False)),
    ("cap add numbers", options(CapAdd=[1, 2])), ("cap add nulls", options(CapAdd=[None])),
    ("cap add lists", options(CapAdd=[["SYS_ADMIN"]])),
    ("cap add objects", options(CapAdd=[{"Name": "SYS_ADMIN"}])),
    ("cap drop string", options(CapDrop="ALL")), ("cap drop object", options(CapDrop={"ALL": 1})),
    ("cap drop numbers", options(CapDrop=["ALL", 1])), ("cap drop true", options(CapDrop=True)),
    ("privileged string", options(Privileged="yes")), ("privileged one", options(Privileged=1)),
    ("privileged zero", options(Privileged=0)), ("privileged list", options(Privileged=[])),
    ("1025 capabilities", options(CapAdd=["CHOWN"] * 1025)),
    ("1000000 capabilities", options(CapAdd=["CHOWN"] * 1_000_000)),
    ("host config null", with_value("HostConfig", None)),
    ("host config array", with_value("HostConfig", [])),
    ("host config string", with_value("HostConfig", "ALL")),
    ("host config missing", without("HostConfig")),
    ("id missing", without("Id")), ("id number", with_value("Id", 7)),
    ("id of another", edited(lambda doc: doc.update(Id="0" * 64))),
    ("id short", edited(lambda doc: doc.update(Id=doc["Id"][:12]))),
    ("id with a path", with_value("Id", "../../../../etc/passwd")),
    ("name number", with_value("Name", 7)),
    ("only a message", always(as_json({"message": "try again later"}))),
    ("empty object", always(b"{}")),
    ("label of 8 megabytes", labelled(b"x" * (8 << 20))),
    ("number of 8 megabytes", replaced(b'"ShmSize":', b'"ShmSize":' + b"7" * (8 << 20))),
)


def name_made(old: bytes, new: bytes) -> dict[str, Answer]:
    """The victim's name changed wherever the engine tells it, NAME being the good one."""
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        name = engine.containers[VICTIM].name.encode()
        good = as_json(document)
        if name not in good:
            raise AssertionError("the victim's name is not in the answer")
        yield as_engine_sends(good.replace(name, new.replace(old, name)))
    return {"list": answer, "inspect": answer}


def named(label: str, raw: bytes, shown: str) -> Behaviour:
    """`raw` stands between the quotes of the JSON, with NAME for the name."""
    good = FakeEngine(kinds=EVERY_KIND).containers[VICTIM].name
    return Behaviour("name:" + label.replace(" ", "-"), name_made(b"NAME", raw), SOME_FAIL,
                     kinds=EVERY_KIND, shown=shown.replace("NAME", good), in_text=True)


HOSTILE_NAMES: list[Behaviour] = [
    named("nul", rb"NAME\u0000x", "NAME\ufffdx"),
    named("invalid utf-8", b"NAME\xffx", "NAME\ufffdx"),
    named("utf-8 cut short", b"NAME\xe2\x82x", "NAME\ufffd\ufffdx"),
    named("lone surrogate", rb"NAME\ud800x", "NAME?x"),
    named("raw newline escape", rb"NAME\nshop-admin pass", "NAME\nshop-admin pass"),
    named("carriage return", rb"NAME\rpass", "NAME\rpass"),
    named("terminal colour", rb"NAME\u001b[32mpass\u001b[0m", "NAME\x1b[32mpass\x1b[0m"),
    named("terminal title", rb"NAME\u001b]0;x\u0007", "NAME\x1b]0;x\x07"),
    named("c1 csi", rb"NAME\u009b2J", "NAME\x9b2J"),
    named("c1 csi as utf-8", b"NAME\xc2\x9b2J", "NAME\x9b2J"),
    named("backspaces", rb"NAME\b\b\b\u007f", "NAME\b\b\b\x7f"),
    named("bidi override", b"NAME\xe2\x80\xaegnp", "NAME\u202egnp"),
    named("bidi isolates", rb"NAME\u2066x\u2069", "NAME\u2066x\u2069"),
    named("bidi marks", rb"NAME\u200e\u200f\u061c", "NAME\u200e\u200f\u061c"),
    named("zero width", rb"NAME\u200b\ufeff\u2060", "NAME\u200b\ufeff\u2060"),
    named("line separator", rb"NAME\u2028\u2029\u0085", "NAME\u2028\u2029\x85"),
    named("tag characters", rb"NAME\udb40\udc41", "NAME\U000e0041"),
]
HOSTILE_WORDS: list[Behaviour] = [
    at("inspect", "capability with nul", host_config(DROP, '"CapDrop":["NET_RAW\\u0000"]'),
       NET_RAW_KEPT, in_text=True),
    at("inspect", "capability cut by nul", host_config(DROP, '"CapDrop":["ALL\\u0000x"]'),
       NET_RAW_KEPT, in_text=True),
    at("inspect", "capability not utf-8", replaced(DROP.encode(), b'"CapDrop":["NET_RAW\xff"]'),
       NET_RAW_KEPT, in_text=True),
    at("inspect", "added capability with nul", host_config(ADD, '"CapAdd":["CHOWN\\u0000"]'),
       UNKNOWN_NAME, in_text=True),
    at("inspect", "added capability with escapes",
       host_config(ADD, '"CapAdd":["\\u001b[2JCHOWN\\u202e"]'), UNKNOWN_NAME, in_text=True),
    at("inspect", "added capability unknown", options(CapAdd=["SYS_FUTURE"]), UNKNOWN_NAME),
    at("inspect", "key cut by nul", host_config(DROP, '"CapDrop\\u0000":["ALL"]'), NET_RAW_KEPT),
    at("inspect", "image with escapes", edited(
        lambda doc: doc["Config"].update(Image="\x1b[1mnginx\u202e\x07")), FINE, in_text=True),
    at("inspect", "status with escapes", edited(
        lambda doc: doc["State"].update(Status="\x1b[1mup\u202e\n")), FINE, in_text=True),
    at("version", "version with escapes", edited(
        lambda doc: doc.update(Version="20.10\x1b[31m\u202e\x00")), FINE, in_text=True),
    at("info", "host with escapes", edited(
        lambda doc: doc.update(Name="web\x1b[31m\u202e\x00\n")), FINE, in_text=True),
]
HARMLESS_INSPECT: tuple[tuple[str, Answer], ...] = (
    ("cap add missing", without("HostConfig", "CapAdd")), ("cap add empty", options(CapAdd=[])),
    ("depth 100", nested(b"[", b"]", 100)), ("unknown members", with_value("Future", {"a": [1]})),
    ("1024 capabilities", options(CapAdd=["CHOWN"] * 1024)),
    ("label of a megabyte", labelled(b"x" * (1 << 20))),
    ("escaped label of half a megabyte", labelled(b"\\u0041" * (1 << 17))),
    ("state string", with_value("State", "running")), ("config string", with_value("Config", "x")),
    ("members of others are not its own", edited(
        lambda doc: doc["Config"].update(CapAdd=["SYS_ADMIN"], Privileged=True, Id="x"))),
)


# The list

def listed(change: Callable[[list[Any]], object]) -> Answer:
    return edited(change)  # type: ignore[arg-type]


def entry(value: object) -> Answer:
    """One more entry, before all others."""
    return listed(lambda entries: entries.insert(0, value))


def id_in_list(make: Callable[[str], object]) -> Answer:
    return listed(lambda entries: entries[VICTIM].update(Id=make(entries[VICTIM]["Id"])))


BAD_LIST: tuple[tuple[str, Answer], ...] = (
    ("object", always(b"{}")), ("message", always(as_json({"message": "no"}))),
    ("object of lists", body(lambda good: b'{"containers":' + good + b"}")),
    ("entry null", entry(None)), ("entry string", entry("x")), ("entry array", entry([])),
)
BAD_ID: tuple[tuple[str, Answer], ...] = (
    ("id with a path", id_in_list(lambda good: "../../x")),
    ("id with a query", id_in_list(lambda good: good + "/json?size=1&x=")),
    ("id with a new request", id_in_list(lambda good: good + " HTTP/1.1\r\n\r\nDELETE /x")),
    ("id with nul", id_in_list(lambda good: good[:63] + "\0")),
    ("id short", id_in_list(lambda good: good[:12])), ("id long", id_in_list(lambda g: g + "0")),
    ("id in capitals", id_in_list(str.upper)), ("id empty", id_in_list(lambda good: "")),
    ("id number", id_in_list(lambda good: 7)), ("id null", id_in_list(lambda good: None)),
    ("id missing", listed(lambda entries: entries[VICTIM].pop("Id"))),
)
BAD_LIST += (
    ("id twice in one entry", replaced(
        b'"Id":"' + FakeEngine().containers[VICTIM].id.encode() + b'",',
        b'"Id":"' + FakeEngine().containers[VICTIM].id.encode() + b'","Id":"x",')),
)


def breaks_off(after: int, how: Piece) -> Answer:
    """A list of which so many entries come."""
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        yield chunked_head() + chunk(as_json(document[:after]).rstrip()[:-1] + b",")
        yield how
    return answer


def slow_after(after: int) -> Answer:
    """A list whose rest comes byte by byte."""
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        yield chunked_head() + chunk(as_json(document[:after]).rstrip()[:-1])
        for byte in as_json(document[after:]).replace(b"[", b",", 1):
            yield chunk(bytes([byte]))
            yield Pause(0.05)
    return answer


def million_entries(engine: FakeEngine) -> Pieces:
    yield chunked_head() + chunk(as_json(engine.list()).rstrip()[:-1] + b",")
    for start in range(0, 1_000_001, 1000):
        numbers = range(start, start + 1000)
        yield chunk(b"".join(b'{"Id":"%064x"},' % number for number in numbers))
    yield chunk(b'{"Id":"%064x"}]' % 0) + chunk(b"")


LIST: list[Behaviour] = [
    *(at("list", name, answer, NO_LIST) for name, answer in BAD_LIST),
    *(at("list", name, answer, MALFORMED) for name, answer in BAD_ID),
    at("list", "more than a million", lambda request, document, engine: million_entries(engine),
       NO_LIST, options=("--time-limit", "3")),
    *(at("list", f"{name} after a thousand", answer, Outcome(exit=3, audited=False, listed=1000),
         containers=1500, timeout=2) for name, answer in (
             ("null", listed(lambda entries: entries.insert(1000, None))),
             ("silence", breaks_off(1000, Hang())), ("end", breaks_off(1000, Close())))),
    at("list", "slow after a thousand", slow_after(1000),
       Outcome(exit=3, audited=False, listed=1000), containers=1500, timeout=2),
    *(at("list", f"{count} containers by {connections} connections", body(lambda good: good), FINE,
         containers=count, options=("--connections", str(connections)))
      for count in (100, 1000) for connections in (1, 2, 16)),
    at("list", "names number", listed(lambda rows: rows[VICTIM].update(Names=7)), FINE),
    at("list", "names missing", listed(lambda rows: rows[VICTIM].pop("Names")), FINE),
]


# The version

VERSION: list[Behaviour] = [
    *(at("version", name, answer, NO_TARGET) for name, answer in (
        ("array", always(b"[]")), ("empty object", always(b"{}")),
        ("no api version", without("ApiVersion")), ("api version null", with_value("ApiVersion", None)),
        ("api version number", with_value("ApiVersion", 1.41)),
        ("api version path", with_value("ApiVersion", "../../evil")),
        ("api version with a path", with_value("ApiVersion", "1.41/../../evil")),
        ("api version with a new request", with_value("ApiVersion", "1.41\r\nX: y")),
        ("api version with nul", with_value("ApiVersion", "1.41\0")),
        ("api version long", with_value("ApiVersion", "1." + "4" * 100_000)),
        ("api version negative", with_value("ApiVersion", "1.-4")),
        ("api version overflows", with_value("ApiVersion", "1.4294967337")),
        ("two api versions", replaced(b'"Os":', b'"ApiVersion":"1.12","Os":')),
    )),
    *(at("version", name, answer, FINE) for name, answer in (
        ("api version newer", with_value("ApiVersion", "1.99")),
        ("api version old", with_value("ApiVersion", "1.12")),
        ("minimum newer", edited(lambda doc: doc.update(ApiVersion="2.5", MinAPIVersion="2.1"))),
        ("minimum path", with_value("MinAPIVersion", "../../evil")),
    )),
]


# Many containers, and troubles with many of them

def asleep(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    yield Pause(1)
    yield as_engine_sends(as_json(document))


def hangs_but(every: int) -> Answer:
    """Every so manieth container hangs, the others answer."""
    def answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
        if engine.by_id[request.container_id].number % every == 0:
            yield Hang()
        yield as_engine_sends(as_json(document))
    return answer


def answers_of_another(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    """An answer too many, which would be taken for the next one on this connection."""
    other = engine.inspect(engine.containers[0].id)
    yield as_engine_sends(as_json(document)) + as_engine_sends(as_json(other))


MANY: list[Behaviour] = [
    at("list", "10000 containers", body(lambda good: good), FINE, containers=10_000,
       memory_mib=16),
    at("list", "10000 of every kind", body(lambda good: good), SOME_FAIL, containers=10_000,
       kinds=EVERY_KIND, memory_mib=16),
    at("list", "long names that have to wait", listed(lambda rows: [
        row.update(Names=["/" + "n" * 4000]) for row in rows]), FINE, containers=3000,
       memory_mib=18),
    at("list", "no containers", always(b"[]"), FINE, containers=0),
    at("every inspect", "404", status(404), VANISHED, containers=50),
    at("every inspect", "500", status(500), UNREADABLE, containers=50),
    at("every inspect", "not json", always(b"x"), MALFORMED, containers=50),
    at("every inspect", "hangs", hangs_but(1), UNREADABLE, containers=1000, timeout=2),
    at("every inspect", "an answer too many", answers_of_another, SOME_ERRORS, containers=50,
       kinds=EVERY_KIND),
    at("inspect", "500 among failures", status(500), SOME_ERRORS, kinds=EVERY_KIND),
    at("inspect", "vanished among failures", status(404),
       Outcome(exit=1, verdict="notapplicable", reasons=("vanished",)), kinds=EVERY_KIND),
    at("every inspect", "every third hangs", hangs_but(3), UNREADABLE, containers=300, timeout=2,
       options=("--time-limit", "4")),
    at("every inspect", "endless string", endless_string, MALFORMED, containers=40),
    at("every inspect", "asleep until the time limit", asleep, UNREADABLE, containers=40,
       victim=39, options=("--time-limit", "3")),
]

CONTENT: list[Behaviour] = [
    *everywhere(NOT_JSON, MALFORMED, NO_TARGET),
    *(at("inspect", name, answer, MALFORMED) for name, answer in MALFORMED_INSPECT),
    *(at("inspect", name, answer, FINE) for name, answer in HARMLESS_INSPECT),
    at("inspect", "cap drop missing", without("HostConfig", "CapDrop"), NET_RAW_KEPT),
    at("inspect", "cap drop null", options(CapDrop=None), NET_RAW_KEPT),
    at("inspect", "windows", with_value("Platform", "windows"),
       Outcome(exit=0, verdict="notapplicable", reasons=("not-linux",))),
    *HOSTILE_NAMES, *HOSTILE_WORDS, *LIST, *VERSION, *MANY,
]
