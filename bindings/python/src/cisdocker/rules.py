"""The checks of benchmarks that the library has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Optional

from ._library import encode, ffi, lib, text
from .words import Severity


@dataclass(frozen=True)
class Rule:
    """A check of a benchmark."""

    id: str
    """``5.4``."""
    title: str
    benchmark: str
    version: str
    """The version of the benchmark that the number belongs to."""
    versions: str
    """Every version and the number it has there, for people."""
    severity: Severity
    references: str
    """Related controls, for people."""
    rationale: str
    """Why it matters."""
    decision: str
    """How the library decides it."""
    remediation: str
    """How to fix a failure."""
    level: int
    """Its level in the benchmark, 1 or 2."""

    @staticmethod
    def find(number: str) -> Optional[Rule]:
        """Return the check of a number: ``5.4``, or ``5.3`` as benchmarks 1.1 to 1.5 call it."""
        rule = lib.cisd_rule_find(encode(number))
        return rule_from(rule) if rule else None

    @staticmethod
    def all() -> tuple[Rule, ...]:
        """Return every check."""
        return tuple(rule_from(lib.cisd_rule_at(i)) for i in range(lib.cisd_rule_count()))


@cache
def _rule_at(address: int) -> Rule:
    rule = ffi.cast("cisd_rule *", address)

    def field(number: int) -> str:
        return text(lib.cisd_rule_text(rule, number))

    return Rule(
        id=field(lib.CISD_RULE_ID),
        title=field(lib.CISD_RULE_TITLE),
        benchmark=field(lib.CISD_RULE_BENCHMARK),
        version=field(lib.CISD_RULE_VERSION),
        versions=field(lib.CISD_RULE_VERSIONS),
        severity=Severity(field(lib.CISD_RULE_SEVERITY)),
        references=field(lib.CISD_RULE_REFERENCES),
        rationale=field(lib.CISD_RULE_RATIONALE),
        decision=field(lib.CISD_RULE_DECISION),
        remediation=field(lib.CISD_RULE_REMEDIATION),
        level=lib.cisd_rule_level(rule),
    )


def rule_from(rule: Any) -> Rule:
    """Return the check behind the library's static pointer."""
    return _rule_at(int(ffi.cast("uintptr_t", rule)))
