"""What an audit found: rule, targets, counts, notes, and results where they were collected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, BinaryIO, Callable, Optional, TypeVar, Union, overload

from ._guard import Guard
from ._library import PathText, encode, ffi, lib, text, text_or_none
from ._native_object import NativeObject
from .errors import Bridge, check, new_box
from .rendering import RenderOptions, RenderStruct, Sink, gather, send
from .result import Result, result_from
from .rules import Rule, rule_from
from .words import (
    CHANGES,
    CODES,
    FORMATS,
    KINDS,
    NOTES,
    PROFILES,
    SEVERITIES,
    VERDICTS,
    Change,
    ErrorCode,
    FixForm,
    Format,
    NoteKind,
    Profile,
    Severity,
    SubjectKind,
    Verdict,
    number_of,
)

T = TypeVar("T")

Reader = Union[Callable[[int], bytes], BinaryIO]
"""Where bytes come from: a function that is given a size, or a binary stream."""


@dataclass(frozen=True)
class Target:
    """Where subjects came from."""

    kind: str
    """``engine``, ``inspect``, …"""
    uri: str
    """The endpoint or file."""
    engine: str
    """``docker``, ``podman``; empty where it is not known."""
    engine_version: str
    host: str
    """The name of the engine's host; empty where it is not known."""
    complete: bool
    """Whether every subject was found and handled."""
    note: Optional[str]
    """What else to know of it, such as that it is a Swarm worker."""
    error: Optional[str]
    """Why it is not complete, in one line."""
    code: Optional[ErrorCode]
    """The kind of that error."""


@dataclass(frozen=True)
class PolicyNote:
    """What there is to say of a policy's entry itself."""

    kind: NoteKind
    file: str
    line: int
    is_waiver: bool
    about: str
    """What the entry asks for, in one line."""
    reason: str
    expires: str


@dataclass(frozen=True)
class Fixed:
    """What failed in the baseline and does not any more."""

    kind: SubjectKind
    name: str
    """Empty for the tasks of a Swarm service, which have the service's."""
    service: Optional[str]
    image: str
    host: str
    """Empty where it is not known."""
    file: Optional[str]
    gone: bool
    """Whether it is not there any more; else it passes."""


class Results(Sequence[Result]):
    """The results that a report holds; each is made a Python object when it is asked for."""

    def __init__(self, handle: Any) -> None:
        """Read the report behind a handle, which lives as long as this object."""
        self._handle = handle

    def __len__(self) -> int:
        """Count them."""
        return int(lib.cisd_report_result_count(self._handle))

    @overload
    def __getitem__(self, index: int) -> Result: ...

    @overload
    def __getitem__(self, index: slice) -> list[Result]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Result, list[Result]]:
        """Return one, or a list for a slice."""
        at = range(len(self))[index]
        return [self._one(i) for i in at] if isinstance(at, range) else self._one(at)

    def __iter__(self) -> Iterator[Result]:
        """Yield one after another."""
        return (self._one(i) for i in range(len(self)))

    def _one(self, index: int) -> Result:
        return result_from(lib.cisd_result_ref(lib.cisd_report_result(self._handle, index)))


class Report(NativeObject):
    """What an audit found.

    An audit's own report (:attr:`Audit.report`) changes until the audit has ended, and holds no
    results. A collected one never changes; any number of threads may read it.
    """

    def __init__(self, handle: Any, guard: Optional[Guard] = None) -> None:
        """Take over a reference; the guard is that of the audit that still changes it."""
        super().__init__(handle)
        self._guard = guard if guard is not None else Guard("the report")

    @classmethod
    def load(cls, *paths: PathText) -> Report:
        """Read a JSON report back; several become one, as the reports of a fleet do."""
        box, out = new_box(), ffi.new("cisd_report **")
        for path in [encode(path) for path in paths]:
            check(lib.cisd_report_load(path, out, box), box)
        if not out[0]:
            message = "a path is needed"
            raise TypeError(message)
        return cls(ffi.gc(out[0], lib.cisd_report_unref))

    @classmethod
    def load_reader(cls, reader: Reader, name: str = "-") -> Report:
        """Read a JSON report back from a function or stream; `name` stands for it in messages."""
        bridge = Bridge(getattr(reader, "read", reader))
        box, out = new_box(), ffi.new("cisd_report **")
        code = lib.cisd_report_load_reader(encode(name), lib.cisdpy_read, bridge.handle, out, box)
        check(code, box, bridge)
        return cls(ffi.gc(out[0], lib.cisd_report_unref))

    def compare(self, baseline: Report, name: str = "baseline") -> None:
        """Hold a report that was read back against an older one, before anything else is asked.

        `name` stands for the baseline in reports. ``ErrorCode.STATE`` where somebody else has the
        report or a result of it; ``ErrorCode.UNSUPPORTED`` where the two are of different checks or
        profiles.
        """
        handle, box = self._handle, new_box()
        with self._guard:
            check(lib.cisd_report_compare(handle, encode(name), baseline._handle, box), box)

    def _read(self, fetch: Callable[[Any], T]) -> T:
        handle = self._handle
        with self._guard.reading():
            return fetch(handle)

    @property
    def rule(self) -> Rule:
        """What was decided."""
        return self._read(lambda handle: rule_from(lib.cisd_report_rule(handle)))

    @property
    def profile(self) -> Profile:
        """By which profile."""
        return self._read(lambda handle: PROFILES[lib.cisd_report_profile(handle)])

    @property
    def started(self) -> datetime:
        """When the audit began, in UTC; 1970 before it did."""
        return self._read(lambda handle: _time(lib.cisd_report_started(handle)))

    @property
    def finished(self) -> Optional[datetime]:
        """When it ended; None while it goes on."""
        seconds = self._read(lib.cisd_report_finished)
        return _time(seconds) if seconds else None

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many results have each verdict; of failures, those that are not waived."""
        return self._read(
            lambda handle: {
                verdict: lib.cisd_report_count(handle, number)
                for number, verdict in VERDICTS.items()
            }
        )

    @property
    def waived(self) -> int:
        """How many failures are waived."""
        return int(self._read(lib.cisd_report_waived))

    def failures(self, at_least: Union[Severity, str] = Severity.LOW) -> int:
        """Count the failures that are not waived and have at least this severity."""
        number = number_of(SEVERITIES, Severity(at_least))
        return int(self._read(lambda handle: lib.cisd_report_failures(handle, number)))

    @property
    def targets(self) -> tuple[Target, ...]:
        """The audit's targets, in the order in which they were added."""
        return self._read(lambda handle: _all(handle, lib.cisd_report_target_count, _target))

    @property
    def policies(self) -> tuple[str, ...]:
        """The files of the policies that were applied."""
        return self._read(lambda handle: _all(handle, lib.cisd_report_policy_count, _policy))

    @property
    def notes(self) -> tuple[PolicyNote, ...]:
        """Notes about entries of policies: known once the audit has ended."""
        return self._read(lambda handle: _all(handle, lib.cisd_report_note_count, _note))

    @property
    def baseline(self) -> Optional[str]:
        """The name of the older report it is held against; None where there is none."""
        return self._read(lambda handle: text_or_none(lib.cisd_report_baseline(handle)))

    @property
    def changes(self) -> dict[Change, int]:
        """How many failures have each change: known once the audit has ended."""
        return self._read(
            lambda handle: {
                change: lib.cisd_report_change_count(handle, number)
                for number, change in CHANGES.items()
            }
        )

    def new_failures(self, at_least: Union[Severity, str] = Severity.LOW) -> int:
        """Count the failures not waived that are new or worse and have at least this severity."""
        number = number_of(SEVERITIES, Severity(at_least))
        return int(self._read(lambda handle: lib.cisd_report_new_failures(handle, number)))

    @property
    def fixed(self) -> tuple[Fixed, ...]:
        """What failed in the baseline and does not any more."""
        return self._read(lambda handle: _all(handle, lib.cisd_report_fixed_count, _fixed))

    @property
    def results(self) -> Results:
        """The results it holds: none unless they were collected."""
        return Results(self._handle)

    @property
    def exit_status(self) -> int:
        """The exit status of the command for it.

        1 where a failure is not waived; else 3 where a target is not complete or a result is
        ``error`` or ``unknown``; else 0.
        """
        counts = self.counts
        if counts[Verdict.FAIL]:
            return 1
        in_doubt = counts[Verdict.ERROR] + counts[Verdict.UNKNOWN]
        return 3 if in_doubt or not all(target.complete for target in self.targets) else 0

    def render(
        self,
        format: Union[Format, str],  # noqa: A002 - what everybody calls it
        options: Optional[RenderOptions] = None,
    ) -> str:
        """Return a collected report in a format."""
        parts: list[bytes] = []
        self.write(parts.append, format, options)
        return b"".join(parts).decode("utf-8", "replace")

    def write(
        self,
        to: Sink,
        format: Union[Format, str],  # noqa: A002 - what everybody calls it
        options: Optional[RenderOptions] = None,
    ) -> None:
        """Write a collected report to a function or stream, in a format."""
        number, struct = number_of(FORMATS, Format(format)), RenderStruct(options)
        self._read(
            lambda handle: send(
                lambda write, user, box: lib.cisd_report_render(
                    handle, number, struct.pointer, write, user, box
                ),
                to,
            )
        )

    def override(self, form: FixForm = FixForm.SMALLEST) -> str:
        """Return a Compose file that, given after those audited, makes their services pass."""
        return self._read(
            lambda handle: gather(
                lambda write, user, box: lib.cisd_report_write_override(
                    handle, form.value, write, user, box
                )
            )
        )

    def edit_compose(
        self, name: PathText, source: Union[str, bytes], form: FixForm = FixForm.SMALLEST
    ) -> str:
        """Return the text of a Compose file, changed where its services fail.

        ``ErrorCode.UNSUPPORTED``, with file and line, where a service is written in a way that
        cannot be changed safely.
        """
        data = source.encode() if isinstance(source, str) else source
        named = encode(name)
        return self._read(
            lambda handle: gather(
                lambda write, user, box: lib.cisd_report_edit_compose(
                    handle, form.value, named, data, len(data), write, user, box
                )
            )
        )

    def propose_policy(self, days: int = 90) -> str:
        """Return a policy that waives for some days what fails in a collected report."""
        return self._read(
            lambda handle: gather(
                lambda write, user, box: lib.cisd_policy_init(handle, days, write, user, box)
            )
        )


def report_from(pointer: Any, guard: Optional[Guard] = None) -> Report:
    """Take over a reference to a report of the library."""
    return Report(ffi.gc(pointer, lib.cisd_report_unref), guard)


def _all(handle: Any, count: Callable[[Any], int], one: Callable[[Any, int], T]) -> tuple[T, ...]:
    return tuple(one(handle, i) for i in range(count(handle)))


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, timezone.utc)


def _target(report: Any, index: int) -> Target:
    return Target(
        text(lib.cisd_report_target_kind(report, index)),
        text(lib.cisd_report_target_uri(report, index)),
        text(lib.cisd_report_target_engine(report, index)),
        text(lib.cisd_report_target_engine_version(report, index)),
        text(lib.cisd_report_target_host(report, index)),
        bool(lib.cisd_report_target_complete(report, index)),
        text_or_none(lib.cisd_report_target_note(report, index)),
        text_or_none(lib.cisd_report_target_error(report, index)),
        CODES.get(lib.cisd_report_target_code(report, index)),
    )


def _fixed(report: Any, index: int) -> Fixed:
    return Fixed(
        KINDS[lib.cisd_report_fixed_kind(report, index)],
        text(lib.cisd_report_fixed_name(report, index)),
        text_or_none(lib.cisd_report_fixed_service(report, index)),
        text_or_none(lib.cisd_report_fixed_image(report, index)) or "",
        text_or_none(lib.cisd_report_fixed_host(report, index)) or "",
        text_or_none(lib.cisd_report_fixed_file(report, index)),
        bool(lib.cisd_report_fixed_gone(report, index)),
    )


def _policy(report: Any, index: int) -> str:
    return text(lib.cisd_report_policy_file(report, index))


def _note(report: Any, index: int) -> PolicyNote:
    return PolicyNote(
        NOTES[lib.cisd_report_note(report, index)],
        text(lib.cisd_report_note_file(report, index)),
        lib.cisd_report_note_line(report, index),
        bool(lib.cisd_report_note_is_waiver(report, index)),
        text(lib.cisd_report_note_about(report, index)),
        text(lib.cisd_report_note_reason(report, index)),
        text(lib.cisd_report_note_expires(report, index)),
    )
