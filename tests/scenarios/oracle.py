"""The rule once more, from its text alone: what saved inspect output must be judged as.

Shares nothing with the library; slow, simple and in another language on purpose.
"""

import fnmatch
import json
from dataclasses import dataclass, field
from pathlib import Path

NAMES = """CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP
LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE
SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME
SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG
WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE""".split()
EVERY = frozenset(NAMES)
DEFAULT = frozenset("""AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE
NET_RAW SETFCAP SETGID SETPCAP SETUID SYS_CHROOT""".split())
NET_RAW = frozenset({"NET_RAW"})
# What Podman's own default is without.
LEFT_OUT = frozenset({"AUDIT_WRITE", "MKNOD", "NET_RAW"})
NOTHING: frozenset[str] = frozenset()
DEPTH, ENTRIES, TEXT = 128, 1024, 4096
BLANKS = " \t\r\n"


class Malformed(Exception):
    """A document that does not mean one thing."""


class Object(list):
    """The pairs of a JSON object, in order, doubles kept."""

    def get(self, key: str, kinds: tuple[type, ...]) -> object:
        """The value of a key that may stand once, in one spelling; None for null and absent."""
        found = [(name, value) for name, value in self if name.upper() == key.upper()]
        if len(found) > 1 or any(name != key for name, _ in found):
            raise Malformed(key)
        value = found[0][1] if found else None
        if value is not None and not isinstance(value, kinds):
            raise Malformed(key)
        return value


@dataclass
class Judged:
    verdict: str
    granted: frozenset[str] = NOTHING
    excess: frozenset[str] = NOTHING
    unknown: list[str] = field(default_factory=list)


# ------------------------------------------------------------------ documents

def refuse(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


def depth(value: object) -> int:
    """How deep a value is nested; scalars are not."""
    if isinstance(value, Object):
        return 1 + max((depth(one) for _, one in value), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


class Text:
    """JSON values read one by one."""

    def __init__(self, data: bytes) -> None:
        self.text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
        self.at = 0
        self.decoder = json.JSONDecoder(object_pairs_hook=Object, parse_constant=refuse)

    def peek(self) -> str:
        while self.text[self.at:self.at + 1] in tuple(BLANKS):
            self.at += 1
        return self.text[self.at:self.at + 1]

    def value(self, around: int) -> object:
        """The next value, which stands in so many arrays."""
        self.peek()
        value, self.at = self.decoder.raw_decode(self.text, self.at)
        if depth(value) + around > DEPTH:
            raise ValueError("nested too deep")
        return value

    def elements(self):
        """The elements of the array that begins here."""
        self.at += 1
        while self.peek() != "]":
            yield self.value(1)
            if self.peek() == ",":
                self.at += 1
                if self.peek() == "]":
                    raise ValueError("a comma before the bracket")
            elif self.peek() != "]":
                raise ValueError("no comma")
        self.at += 1

    def documents(self):
        if not self.peek():
            raise ValueError("nothing")
        while self.peek():
            if self.peek() == "[":
                yield from self.elements()
            else:
                yield self.value(0)


# ------------------------------------------------------------------ the grant

def plain(name: str) -> str:
    return name.upper().removeprefix("CAP_") if name.isascii() else name


def named(names: list[str]) -> frozenset[str]:
    return frozenset(map(plain, names)) & EVERY


def has_all(names: list[str]) -> bool:
    return any(name.upper() == "ALL" for name in names)


def unknown(names: list[str]) -> list[str]:
    return [name for name in names if plain(name) not in EVERY and name.upper() != "ALL"]


def modern(add: list[str], drop: list[str]) -> frozenset[str]:
    """Docker 19.03 and later."""
    if has_all(add):
        return EVERY - named(drop)
    if has_all(drop):
        return named(add)
    return (DEFAULT - named(drop)) | named(add)


def old(add: list[str], drop: list[str]) -> frozenset[str]:
    """Docker up to 18.09: ALL among the drops wins, a name among the adds comes back."""
    if has_all(drop):
        return named(add)
    return ((EVERY if has_all(add) else DEFAULT) - named(drop)) | named(add)


def names_of(host: Object, key: str) -> list[str] | None:
    names = host.get(key, (list,))
    if names is None:
        return None
    if isinstance(names, Object) or len(names) > ENTRIES:
        raise Malformed(key)
    if not all(isinstance(name, str) for name in names):
        raise Malformed(key)
    return [name.encode("utf-8", "surrogatepass")[:TEXT].decode("utf-8", "replace")
            for name in names]


# --------------------------------------------------------------- the judgement

def excess_of(granted: frozenset[str], tolerated: frozenset[str], profile: str) -> frozenset[str]:
    return granted if profile == "strict" else granted - (tolerated - NET_RAW)


def concluded(granted: frozenset[str], excess: frozenset[str], odd: list[str], failed: bool,
              profile: str) -> Judged:
    verdict = "fail" if failed or excess or odd else "pass"
    if profile == "manual":
        verdict = "notchecked"
    return Judged(verdict, granted, excess, odd)


def judge_podman(document: Object, host: Object, profile: str) -> Judged:
    """The engine says the bounding set itself; it is held to the benchmark's default set."""
    bounding = names_of(document, "BoundingCaps") or []
    granted = named(bounding)
    return concluded(granted, excess_of(granted, DEFAULT, profile), unknown(bounding),
                     host.get("Privileged", (bool,)) is True, profile)


def judge_docker(host: Object, profile: str) -> Judged:
    """Saved output does not say the engine's version: where versions differ, the larger grant."""
    add, drop = names_of(host, "CapAdd") or [], names_of(host, "CapDrop") or []
    exact = names_of(host, "Capabilities") or []
    if host.get("Privileged", (bool,)):
        return concluded(EVERY, excess_of(EVERY, DEFAULT, profile), [], True, profile)
    granted = modern(add, drop) | old(add, drop) | named(exact)
    if has_all(exact):
        granted = EVERY
    return concluded(granted, excess_of(granted, DEFAULT, profile), unknown(add) + unknown(exact),
                     has_all(add) or has_all(exact), profile)


def podman_unclear(host: Object) -> bool:
    """Podman's lists for Docker's clients, from which it does not follow whether it fails."""
    add, drop = names_of(host, "CapAdd") or [], names_of(host, "CapDrop") or []
    told = named(drop) & LEFT_OUT or named(add) - (DEFAULT - NET_RAW) or has_all(add + drop)
    return (host.get("Runtime", (str,)) == "oci" and not told
            and not host.get("Privileged", (bool,)))


def judge_service(spec: Object, profile: str) -> Judged:
    """A Swarm service: no privileged, and the engines that know its lists are of 20.10 and later."""
    spec.get("Name", (str,))
    template = spec.get("TaskTemplate", (Object,)) or Object()
    container = template.get("ContainerSpec", (Object,))
    if container is None:
        raise Malformed("ContainerSpec")
    add = names_of(container, "CapabilityAdd") or []
    drop = names_of(container, "CapabilityDrop") or []
    granted = modern(add, drop)
    return concluded(granted, excess_of(granted, DEFAULT, profile), unknown(add), has_all(add),
                     profile)


def judge_container(document: Object, profile: str) -> Judged:
    document.get("Name", (str,))
    platform = document.get("Platform", (str,)) or "linux"
    host = document.get("HostConfig", (Object,))
    if host is None:
        raise Malformed("HostConfig")
    if document.get("Names", (list,)) is not None:
        raise Malformed("an entry of a list")
    podman = any(name == "BoundingCaps" for name, _ in document)
    if not podman and podman_unclear(host):
        return Judged("unknown")
    judged = (judge_podman(document, host, profile) if podman else judge_docker(host, profile))
    return judged if platform.lower().split("/")[0] == "linux" else Judged("notapplicable")


def judge(document: object, profile: str) -> Judged:
    try:
        if not isinstance(document, Object):
            raise Malformed("not an object")
        spec = document.get("Spec", (Object,))
        return judge_service(spec, profile) if spec else judge_container(document, profile)
    except Malformed:
        return Judged("error")


# --------------------------------------------------------------------- targets

def text_at(document: object, *keys: str) -> str | None:
    """A string of a document; None where it is not there."""
    for key in keys:
        if not isinstance(document, Object):
            return None
        document = dict(document).get(key)
    return document if isinstance(document, str) else None


def fits(document: object, key: str, value: str) -> bool:
    match key:
        case "name":
            return fnmatch.fnmatchcase((text_at(document, "Name") or "").removeprefix("/"), value)
        case "image":
            return fnmatch.fnmatchcase(text_at(document, "Config", "Image") or "", value)
        case "state":
            return text_at(document, "State", "Status") == value
    label, equals, wanted = value.partition("=")
    found = text_at(document, "Config", "Labels", label)
    return found is not None and (not equals or found == wanted)


def wanted(document: object, judged: Judged, select: list[tuple[str, str]]) -> bool:
    """Of several values for one key one must fit, of several keys all; unread ones stay."""
    keys = {key for key, _ in select}
    return judged.verdict == "error" or all(
        any(fits(document, key, value) for key, value in select if key == one) for one in keys)


def read(path: Path) -> tuple[list[object], bool]:
    """The documents of a file, and whether it could be read to its end."""
    documents: list[object] = []
    try:
        for document in Text(path.read_bytes()).documents():
            documents.append(document)
    except (OSError, ValueError):
        return documents, False
    return documents, True


def audit(path: Path, profile: str, select: list[tuple[str, str]]) -> tuple[list[Judged], bool]:
    documents, whole = read(path)
    pairs = [(document, judge(document, profile)) for document in documents]
    return [judged for document, judged in pairs if wanted(document, judged, select)], whole


def exit_status(judged: list[Judged], whole: bool) -> int:
    verdicts = {one.verdict for one in judged}
    if "fail" in verdicts:
        return 1
    return 0 if whole and not verdicts & {"error", "unknown"} else 3
