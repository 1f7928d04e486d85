"""The vocabulary: the words of reports and options as enumerations.

A library newer than this binding may have more reasons, formats and notes: they become members when
the module is loaded, each with a name made of its word, so that nothing breaks.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Callable, TypeVar

from ._library import lib, text, text_or_none


class Word(Enum):
    """A word; its value is the text that stands in every format."""

    def __str__(self) -> str:
        """Return the word itself."""
        return str(self.value)


class Verdict(Word):
    """The outcome for a subject, in XCCDF's words."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    ERROR = "error"
    UNKNOWN = "unknown"
    NOTAPPLICABLE = "notapplicable"
    NOTCHECKED = "notchecked"
    INFORMATIONAL = "informational"


class Profile(Word):
    """What an audit judges by."""

    CIS = "cis"
    STRICT = "strict"
    MANUAL = "manual"


class Severity(Word):
    """How much a failure matters."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class SubjectKind(Word):
    """What a subject is."""

    CONTAINER = "container"
    SERVICE = "service"
    COMPOSE_SERVICE = "compose-service"
    COMMAND = "command"


class ReasonCode(Word):
    """Why a verdict is what it is. The codes are stable."""

    PRIVILEGED = "privileged"
    ADD_ALL = "add-all"
    NET_RAW_DEFAULT = "net-raw-default"
    NET_RAW_ADDED = "net-raw-added"
    ADDED_BEYOND_DEFAULT = "added-beyond-default"
    DEFAULT_RETAINED = "default-retained"
    UNKNOWN_CAPABILITY = "unknown-capability"
    KERNEL_EXCEEDS_CONFIG = "kernel-exceeds-config"
    REQUIREMENT_EXPIRED = "requirement-expired"
    WAIVER_EXPIRED = "waiver-expired"
    NOT_LINUX = "not-linux"
    EVIDENCE_UNREADABLE = "evidence-unreadable"
    EVIDENCE_MALFORMED = "evidence-malformed"
    VANISHED = "vanished"
    UNRESOLVED_VARIABLE = "unresolved-variable"
    ALL_DROPPED = "all-dropped"
    NET_RAW_DROPPED = "net-raw-dropped"
    ENGINE_DEFAULT_WITHOUT_NET_RAW = "engine-default-without-net-raw"
    REQUIRED_BY_POLICY = "required-by-policy"


class CapabilityClass(Word):
    """What an attacker with a capability gains, in rising order."""

    NUISANCE = "nuisance"
    PRIVILEGE = "privilege"
    NETWORK = "network"
    HOST_ESCAPE = "host-escape"


class NoteKind(Word):
    """What there is to say of a policy's entry itself."""

    STALE = "stale"
    EXPIRED = "expired"
    UNEXPLAINED = "unexplained"


class Change(Word):
    """What became of a subject since an older report, the baseline."""

    NEW = "new"
    """It fails, and did not, or was not there."""
    WORSE = "worse"
    """It fails, as it did, and has something in excess that it had not."""
    UNCHANGED = "unchanged"
    """It fails, as it did."""
    FIXED = "fixed"
    """It failed, and does not."""
    WAIVED = "waived"
    """It failed, and now that is accepted."""
    UNDECIDED = "undecided"
    """It failed, and now could not be judged, or was not looked at."""


class Format(Word):
    """A format of reports."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    XCCDF = "xccdf"
    ARF = "arf"
    SARIF = "sarif"
    JUNIT = "junit"
    CSV = "csv"
    HTML = "html"
    NESSUS = "nessus"
    OCSF = "ocsf"
    OPENMETRICS = "openmetrics"
    DOCKER_BENCH = "docker-bench"


class ErrorCode(Word):
    """Why a call failed. The set is closed."""

    NO_MEMORY = "no-memory"
    ARGUMENT = "argument"
    STATE = "state"
    IO = "io"
    CONNECT = "connect"
    PERMISSION = "permission"
    TIMEOUT = "timeout"
    PROTOCOL = "protocol"
    FORMAT = "format"
    LIMIT = "limit"
    UNSUPPORTED = "unsupported"
    CANCELLED = "cancelled"
    CALLBACK = "callback"
    INTERNAL = "internal"


class Kernel(Enum):
    """Whether the kernel is asked what the processes of running containers can do."""

    AUTO = 0
    """Of engines at a socket of this machine, where the processes are seen."""
    ON = 1
    """Of every engine; a container not wholly seen cannot pass."""
    OFF = 2


class FixForm(Enum):
    """How far a remedy goes."""

    SMALLEST = 0
    """Nothing but the excess goes."""
    LEAST = 1
    """All is dropped; what is required or was added on purpose comes back."""


W = TypeVar("W", bound=Word)


def _member(words: type[W], value: str) -> W:
    try:
        return words(value)
    except ValueError:
        member = object.__new__(words)
        member._name_ = value.upper().replace("-", "_")
        member._value_ = value
        words._member_map_[member._name_] = words._value2member_map_[value] = member
        words._member_names_.append(member._name_)
        return member


def _closed(words: type[W], name: Callable[[int], Any], first: int = 0) -> dict[int, W]:
    """Maps the library's numbers to the members of a set that does not grow."""
    return {i: words(text(name(i))) for i in range(first, first + len(words))}


def _open(words: type[W], name: Callable[[int], Any]) -> dict[int, W]:
    """Maps the library's numbers to the members of a set that may have grown since."""
    found: dict[int, W] = {}
    while (word := text_or_none(name(len(found)))) is not None:
        found[len(found)] = _member(words, word)
    return found


VERDICTS = _closed(Verdict, lib.cisd_verdict_name)
PROFILES = _closed(Profile, lib.cisd_profile_name)
SEVERITIES = _closed(Severity, lib.cisd_severity_name)
KINDS = _closed(SubjectKind, lib.cisd_subject_kind_name)
CLASSES = _closed(CapabilityClass, lib.cisd_cap_class_name)
CODES = _closed(ErrorCode, lib.cisd_code_name, first=1)
CHANGES = _closed(Change, lib.cisd_change_name, first=1)
REASONS = _open(ReasonCode, lib.cisd_reason_name)
NOTES = _open(NoteKind, lib.cisd_policy_note_name)
FORMATS = _open(Format, lib.cisd_format_name)


def number_of(numbers: dict[int, W], word: W) -> int:
    """Return the library's number of a word."""
    return next(number for number, member in numbers.items() if member is word)
