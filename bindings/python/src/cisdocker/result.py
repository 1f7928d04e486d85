"""A judged subject, as native types."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Optional

from ._library import decode, ffi, lib, text, text_or_none
from ._native_object import Closed, NativeObject
from .capabilities import CapabilitySet
from .errors import Error
from .rendering import gather
from .words import (
    CHANGES,
    KINDS,
    REASONS,
    SEVERITIES,
    VERDICTS,
    Change,
    ErrorCode,
    FixForm,
    ReasonCode,
    Severity,
    SubjectKind,
    Verdict,
)

_caps = CapabilitySet.from_bits
_gc = ffi.gc
_new = object.__new__
_ref, _unref = lib.cisd_result_ref, lib.cisd_result_unref
_memory = ffi.new_allocator(should_clear_after_alloc=False)


@dataclass(frozen=True)
class Reason:
    """Why a verdict is what it is."""

    code: ReasonCode
    capabilities: CapabilitySet
    """Those it is about; may be empty."""
    message: str
    """One sentence."""


@dataclass(frozen=True)
class KernelEvidence:
    """What the kernel said of a subject's processes."""

    complete: bool
    """Whether all of them could be read."""
    bounding: CapabilitySet
    effective: CapabilitySet


@dataclass(frozen=True)
class Rollout:
    """The tasks of a Swarm service."""

    tasks: int
    """How many run."""
    differing: int
    """How many of those have other lists than the service's spec."""


@dataclass(frozen=True)
class Evidence:
    """What was read about a subject."""

    privileged: Optional[bool]
    """None where it is not known."""
    cap_add: Optional[tuple[str, ...]]
    """The list in the spelling found; None where it could not be read."""
    cap_drop: Optional[tuple[str, ...]]
    kernel: Optional[KernelEvidence]
    """None where no process was read."""
    rollout: Optional[Rollout]
    """None for all but Swarm services whose tasks could be asked about."""


@dataclass(frozen=True)
class Remedy:
    """What makes a subject pass."""

    kind: str
    """What it is for: ``docker-run``, ``compose``, ``docker-service-update``, ``podman-run``."""
    smallest: str
    """The smallest change; safe to paste."""
    least: str
    """The least privilege: all dropped, what is required or was added on purpose added back."""
    note: str
    """What else to know before applying it; may be empty."""


@dataclass(frozen=True)
class Location:
    """Where a file declares a subject."""

    file: str
    line: int
    """From 1; 0 where there is none."""
    column: int


@dataclass(frozen=True)
class Waiver:
    """Why a failure is accepted, as the policy says; what it does not say is empty."""

    reason: str
    owner: str
    ticket: str
    expires: str


# What nearly every loop asks for comes packed (native/record.c), and reasons that many containers
# share are made once.
_VERDICTS = tuple(VERDICTS.values())
_HEAD = 2
_REASON = struct.Struct("=QQ")


@lru_cache(maxsize=1024)
def _unpacked(data: bytes) -> tuple[Reason, ...]:
    """Make reasons of what native/record.c puts in one piece."""
    reasons = []
    at = 0
    while at < len(data):
        bits, code = _REASON.unpack_from(data, at)
        at += _REASON.size
        end = data.index(0, at)
        reasons.append(Reason(REASONS[code], _caps(bits), decode(data[at:end])))
        at = end + 1
    return tuple(reasons)


def _reason_at(handle: Any, index: int) -> Reason:
    return Reason(
        REASONS[lib.cisd_result_reason(handle, index)],
        _caps(lib.cisd_result_reason_caps(handle, index)),
        text(lib.cisd_result_reason_message(handle, index)),
    )


_FACTS = {lib.CISD_YES: True, lib.CISD_NO: False}


class _Drawn:
    """Stands behind the handle of a result that was drawn with others: many loops need none.

    The result gets a reference of its own when its handle is first asked for. There is no lock: a
    signal handler, a finalizer or the child of a fork may be the next to ask.
    """

    def __get__(self, result: Any, owner: type) -> Any:
        """Return the handle; an error where the result was closed."""
        held = result.__dict__
        drawn = held.get("_drawn")
        if drawn is not None:
            held.setdefault("_handle", _gc(_ref(drawn.results[held["_index"]]), _unref))
            held.pop("_drawn", None)
            if "_packed" not in held:
                held.pop("_handle", None)  # it was closed meanwhile
        handle = held.get("_handle")
        if handle is None:
            raise Error(ErrorCode.STATE, "the result was closed")
        return handle


class Result(NativeObject):
    """A judged subject. Never changes; any number of threads may read it; outlives its audit."""

    _handle: Any = _Drawn()
    _packed: Any = Closed()
    _drawn: Any
    _index: int

    def close(self) -> None:
        """Free the memory. Later calls raise ``ErrorCode.STATE``, but for closing again."""
        held = self.__dict__
        held.pop("_packed", None)
        held.pop("_drawn", None)
        super().close()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return "_packed" not in self.__dict__

    def __repr__(self) -> str:
        """Show verdict, kind and name."""
        if self.closed:
            return "<Result (closed)>"
        return f"<Result {self.verdict} {self.kind} {self.name!r}>"

    @property
    def verdict(self) -> Verdict:
        """The outcome."""
        packed = self._packed
        if packed:
            number: int = packed[0]
            return _VERDICTS[number]
        return VERDICTS[lib.cisd_result_verdict(self._handle)]

    @property
    def change(self) -> Optional[Change]:
        """What became of it since the baseline; None where it neither fails nor failed."""
        return CHANGES.get(lib.cisd_result_change(self._handle))

    @property
    def waived(self) -> bool:
        """Whether it is a failure that a policy accepts. It still is a failure."""
        return bool(lib.cisd_result_waived(self._handle))

    @property
    def waiver(self) -> Optional[Waiver]:
        """Why it is accepted; None where it is not waived."""
        handle = self._handle
        if not lib.cisd_result_waived(handle):
            return None
        return Waiver(
            text(lib.cisd_result_waiver_reason(handle)),
            text(lib.cisd_result_waiver_owner(handle)),
            text(lib.cisd_result_waiver_ticket(handle)),
            text(lib.cisd_result_waiver_expires(handle)),
        )

    @property
    def severity(self) -> Severity:
        """For a failure, by the worst capability in excess; else the rule's own."""
        return SEVERITIES[lib.cisd_result_severity(self._handle)]

    @property
    def kind(self) -> SubjectKind:
        """What the subject is."""
        return KINDS[lib.cisd_result_kind(self._handle)]

    @property
    def id(self) -> str:
        """The engine's id, 64 hex digits for a container; empty where there is none."""
        return text(lib.cisd_result_id(self._handle))

    @property
    def name(self) -> str:
        """The name, without a leading slash; empty where it is not known."""
        packed = self._packed
        if packed:
            return packed[_HEAD : _HEAD + packed[1]].decode()  # type: ignore[no-any-return]
        return text(lib.cisd_result_name(self._handle))

    @property
    def image(self) -> str:
        """The image as it was asked for; empty where it is not known."""
        return text(lib.cisd_result_image(self._handle))

    @property
    def state(self) -> str:
        """The engine's word, such as ``running``; empty where it has none."""
        return text(lib.cisd_result_state(self._handle))

    @property
    def user(self) -> str:
        """The user the engine starts it as; empty where none is set or known."""
        return text(lib.cisd_result_user(self._handle))

    @property
    def target(self) -> int:
        """Which of the report's targets the subject was found at."""
        return int(lib.cisd_result_target(self._handle))

    @property
    def service(self) -> Optional[str]:
        """Of the container of a Swarm task, the name of its service."""
        return text_or_none(lib.cisd_result_service(self._handle))

    @property
    def location(self) -> Optional[Location]:
        """Where a file declares the subject; None where none does."""
        handle = self._handle
        file = text_or_none(lib.cisd_result_file(handle))
        if file is None:
            return None
        return Location(file, lib.cisd_result_line(handle), lib.cisd_result_column(handle))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why the verdict is what it is: at least one, the weightiest first."""
        packed = self._packed
        if packed:
            return _unpacked(packed[_HEAD + packed[1] :])
        handle = self._handle
        return tuple(_reason_at(handle, i) for i in range(lib.cisd_result_reason_count(handle)))

    @property
    def evidence(self) -> Evidence:
        """What was read."""
        handle = self._handle
        return Evidence(
            _FACTS.get(lib.cisd_result_privileged(handle)),
            _list(handle, lib.CISD_CAP_ADD),
            _list(handle, lib.CISD_CAP_DROP),
            _kernel(handle),
            _rollout(handle),
        )

    @property
    def granted(self) -> CapabilitySet:
        """The capabilities granted; empty where the evidence could not be read."""
        return _caps(lib.cisd_result_granted(self._handle))

    @property
    def excess(self) -> CapabilitySet:
        """Those of the granted that the profile does not allow."""
        return _caps(lib.cisd_result_excess(self._handle))

    @property
    def required(self) -> CapabilitySet:
        """What the policy says the subject needs."""
        return _caps(lib.cisd_result_required(self._handle))

    @property
    def unknown_capabilities(self) -> tuple[str, ...]:
        """Names granted that the library cannot place in a set; they never make a pass."""
        handle = self._handle
        count = lib.cisd_result_unknown_cap_count(handle)
        return tuple(text(lib.cisd_result_unknown_cap(handle, i)) for i in range(count))

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """What makes it pass: none unless it failed."""
        handle = self._handle
        return tuple(
            Remedy(
                text(lib.cisd_result_remedy_kind(handle, i)),
                text(lib.cisd_result_remedy_smallest(handle, i)),
                text(lib.cisd_result_remedy_least(handle, i)),
                text(lib.cisd_result_remedy_note(handle, i)),
            )
            for i in range(lib.cisd_result_remedy_count(handle))
        )

    def fix(self, form: FixForm = FixForm.SMALLEST) -> str:
        """Return the remedies as text to paste into a shell; empty for what did not fail."""
        handle = self._handle
        return gather(
            lambda write, user, box: lib.cisd_result_write_fix(handle, form.value, write, user, box)
        )

    def to_json(self) -> str:
        """Return the object of the JSON report, in one line."""
        handle = self._handle
        return gather(lambda write, user, box: lib.cisd_result_write_json(handle, write, user, box))

    def to_dict(self) -> dict[str, Any]:
        """Return the object of the JSON report as Python's own types."""
        return dict(json.loads(self.to_json()))


def result_from(pointer: Any) -> Result:
    """Take over a reference to a result of the library."""
    result = _new(Result)
    result._handle = _gc(pointer, _unref)
    packed = _memory("cisdpy_packed *")
    lib.cisdpy_result_pack(pointer, packed)
    result._packed = ffi.buffer(packed.data, packed.length)[:]
    return result


def results_from(drawn: Any, packed: Any) -> list[Result]:
    """Make the results that were drawn together, with what native/record.c says of them."""
    view, begin = ffi.buffer(packed.data), 0
    results = []
    for index, end in enumerate(ffi.unpack(packed.ends, drawn.count)):
        result = _new(Result)
        result._drawn, result._index, result._packed = drawn, index, view[begin:end]
        results.append(result)
        begin = end
    return results


def _list(handle: Any, which: int) -> Optional[tuple[str, ...]]:
    if not lib.cisd_result_list_known(handle, which):
        return None
    count = lib.cisd_result_list_count(handle, which)
    return tuple(text(lib.cisd_result_list_at(handle, which, i)) for i in range(count))


def _kernel(handle: Any) -> Optional[KernelEvidence]:
    if not lib.cisd_result_kernel_seen(handle):
        return None
    return KernelEvidence(
        bool(lib.cisd_result_kernel_complete(handle)),
        _caps(lib.cisd_result_kernel_bounding(handle)),
        _caps(lib.cisd_result_kernel_effective(handle)),
    )


def _rollout(handle: Any) -> Optional[Rollout]:
    if not lib.cisd_result_rollout_known(handle):
        return None
    return Rollout(lib.cisd_result_rollout_tasks(handle), lib.cisd_result_rollout_differing(handle))
