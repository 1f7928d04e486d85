"""Capabilities: what is known of each, and sets of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Optional

from ._library import encode, lib, text, text_or_none
from .words import CLASSES, CapabilityClass

_NAMES = tuple(text(lib.cisd_cap_name(number)) for number in range(lib.cisd_cap_count()))
_BITS = 64


@dataclass(frozen=True)
class Capability:
    """A capability, and what there is to know of it."""

    number: int
    """The kernel's number."""
    name: str
    """Such as ``CAP_NET_RAW``."""
    capability_class: CapabilityClass
    """What an attacker with it gains, in a word."""
    description: str
    """What it allows, in one sentence."""
    attack: str
    """What an attacker gains by it, in one sentence."""
    alternative: Optional[str]
    """What can stand in for it (a sysctl, a mount option); None where nothing can."""
    source: str
    """Where class and sentences come from."""

    @staticmethod
    def find(name: str) -> Optional[Capability]:
        """Return the capability of a name, in any case, with or without ``CAP_``; else None."""
        number = lib.cisd_cap_number(encode(name))
        return _capability(number) if number >= 0 else None

    @staticmethod
    def nearest(name: str) -> str:
        """Return the known name, without ``CAP_``, that is spelled most like `name`: for a hint."""
        return text(lib.cisd_cap_nearest(encode(name)))

    @staticmethod
    def all() -> tuple[Capability, ...]:
        """Return every capability that the library knows, by number."""
        return tuple(_capability(number) for number in range(len(_NAMES)))


@cache
def _capability(number: int) -> Capability:
    return Capability(
        number,
        _NAMES[number],
        CLASSES[lib.cisd_cap_class_of(number)],
        text(lib.cisd_cap_description(number)),
        text(lib.cisd_cap_attack(number)),
        text_or_none(lib.cisd_cap_alternative(number)),
        text(lib.cisd_cap_source(number)),
    )


def _name(number: int) -> str:
    return _NAMES[number] if number < len(_NAMES) else f"CAP_{number}"


def _number(name: object) -> int:
    """Return the number of a name, -1 for what is none."""
    if not isinstance(name, str) or "\0" in name:
        return -1
    if name.startswith("CAP_") and name[4:].isdecimal() and int(name[4:]) < _BITS:
        return int(name[4:])
    return int(lib.cisd_cap_number(name.encode()))


class CapabilitySet(AbstractSet[str]):
    """An immutable set of capability names such as ``CAP_NET_RAW``, in the kernel's order.

    ``"net_raw" in granted`` asks as the engine does: any case, with or without ``CAP_``. A bit
    without a name reads ``CAP_`` and its number.
    """

    __slots__ = ("bits",)

    bits: int
    """The kernel's bits."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Make a set of names. ValueError for one that is not known."""
        bits = 0
        for name in names:
            number = _number(name)
            if number < 0:
                message = f"unknown capability {name!r}"
                raise ValueError(message)
            bits |= 1 << number
        object.__setattr__(self, "bits", bits)

    @staticmethod
    def from_bits(bits: int) -> CapabilitySet:
        """Return the set of the kernel's bits."""
        return _set_of(bits)

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> AbstractSet[Any]:
        """Make what ``&``, ``|`` and ``-`` return: a plain set where a name is none."""
        names = frozenset(it)
        return cls(names) if all(_number(name) >= 0 for name in names) else names

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a set never changes."""
        message = f"cannot assign to '{name}'"
        raise AttributeError(message)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as bits."""
        return CapabilitySet.from_bits, (self.bits,)

    def __contains__(self, name: object) -> bool:
        """Whether a name is in it."""
        number = _number(name)
        return number >= 0 and bool(self.bits >> number & 1)

    def __iter__(self) -> Iterator[str]:
        """Yield the names in the kernel's order."""
        bits = self.bits
        return (_name(number) for number in range(bits.bit_length()) if bits >> number & 1)

    def __len__(self) -> int:
        """Count them."""
        return bin(self.bits).count("1")

    def __hash__(self) -> int:
        """Hash as every set does, so that equal sets hash the same."""
        return self._hash()

    def __repr__(self) -> str:
        """Show the names."""
        return f"CapabilitySet([{', '.join(map(repr, self))}])"


@lru_cache(maxsize=256)  # most containers are granted one of a few sets
def _set_of(bits: int) -> CapabilitySet:
    if not 0 <= bits < 1 << _BITS:
        message = "bits of capabilities out of range"
        raise ValueError(message)
    made = CapabilitySet.__new__(CapabilitySet)
    object.__setattr__(made, "bits", bits)
    return made


def default_capabilities() -> CapabilitySet:
    """Return the capabilities that Docker Engine grants by default (CIS Docker Benchmark 1.8.0)."""
    return CapabilitySet.from_bits(lib.cisd_caps_default())
