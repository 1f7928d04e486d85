"""Policies: what a site requires and what it accepts."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Optional, Union

from ._library import PathText, encode, ffi, lib, text, text_or_none
from ._native_object import NativeObject
from .capabilities import CapabilitySet
from .errors import check, new_box
from .rendering import RenderOptions, RenderStruct, gather

_KEYS = ("name", "image", "label", "compose_project", "compose_service", "service")


@dataclass(frozen=True)
class PolicyEntry:
    """A requirement or a waiver."""

    is_waiver: bool
    name: Optional[str]
    """A glob that the subject's name has to fit; as with the others, None asks for nothing."""
    image: Optional[str]
    label: Optional[str]
    compose_project: Optional[str]
    compose_service: Optional[str]
    service: Optional[str]
    capabilities: CapabilitySet
    """What is required, or what a waiver covers."""
    covers_all: bool
    """Whether it is a waiver of whatever is in excess."""
    reason: str
    owner: str
    ticket: str
    expires: str
    """``YYYY-MM-DD``, that day included; empty where it does not."""
    line: int
    """The line it begins at."""
    never: Optional[str]
    """Why no subject of any engine can ever be what it asks for; None if one can."""


class Policy(NativeObject):
    """A policy: never changes, may be used by several audits and threads at once."""

    @classmethod
    def load(cls, path: PathText) -> Policy:
        """Read a policy, YAML or JSON, from a file."""
        box, out = new_box(), ffi.new("cisd_policy **")
        check(lib.cisd_policy_load(encode(path), out, box), box)
        return cls(ffi.gc(out[0], lib.cisd_policy_unref))

    @classmethod
    def parse(cls, source: Union[str, bytes], name: str = "policy") -> Policy:
        """Read a policy from a text; `name` stands for it in messages."""
        data = source.encode() if isinstance(source, str) else source
        box, out = new_box(), ffi.new("cisd_policy **")
        check(lib.cisd_policy_parse(encode(name), data, len(data), out, box), box)
        return cls(ffi.gc(out[0], lib.cisd_policy_unref))

    @property
    def file(self) -> str:
        """The file, or the name given."""
        return text(lib.cisd_policy_file(self._handle))

    @property
    def entries(self) -> tuple[PolicyEntry, ...]:
        """Requirements and waivers, in the order of the file."""
        handle = self._handle
        return tuple(_entry(handle, i) for i in range(lib.cisd_policy_entry_count(handle)))

    def explain(self, now: Optional[int] = None, options: Optional[RenderOptions] = None) -> str:
        """Say in words what it means, and warn of what has expired on the day of `now`.

        `now` is in seconds since 1970, the present unless given. Of the options, colour and width
        count.
        """
        day = int(time.time()) if now is None else now
        handle = self._handle
        struct = RenderStruct(options)
        return gather(
            lambda write, user, box: lib.cisd_policy_explain(
                handle, day, struct.pointer, write, user, box
            )
        )


def _entry(policy: Any, index: int) -> PolicyEntry:
    matches = {
        key: text_or_none(lib.cisd_policy_entry_match(policy, index, number))
        for number, key in enumerate(_KEYS)
    }
    return PolicyEntry(
        is_waiver=bool(lib.cisd_policy_entry_is_waiver(policy, index)),
        capabilities=CapabilitySet.from_bits(lib.cisd_policy_entry_caps(policy, index)),
        covers_all=bool(lib.cisd_policy_entry_covers_all(policy, index)),
        reason=text(lib.cisd_policy_entry_reason(policy, index)),
        owner=text(lib.cisd_policy_entry_owner(policy, index)),
        ticket=text(lib.cisd_policy_entry_ticket(policy, index)),
        expires=text(lib.cisd_policy_entry_expires(policy, index)),
        line=lib.cisd_policy_entry_line(policy, index),
        never=text_or_none(lib.cisd_policy_entry_never(policy, index)),
        **matches,
    )
