"""Reads the file `case` of a scenario, as tests/scenarios/README.md says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from pathlib import Path

ONCE = {"why", "profile", "trust-label", "project-directory", "stack", "time", "exit", "refused"}
REPEATED = {
    "inspect", "compose", "env-file", "env", "compose-profile", "root", "run", "at", "select",
    "policy", "waived", "note", "remedy", "least", "expect",
}  # fmt: skip
EXPECT = re.compile(
    r"(\S+) (\S+) (\S+) granted=([0-9a-f]+) excess=([0-9a-f]+)(?: unknown=(\S*))?", re.ASCII
)


class CaseError(Exception):
    """A case that is not understood is not passed."""


@dataclass(frozen=True)
class Expectation:
    """A line `expect`."""

    name: str
    verdict: str
    reasons: tuple[str, ...]
    granted: int
    excess: int
    unknown: tuple[str, ...]


@dataclass
class Scenario:
    """A case."""

    folder: Path
    once: dict[str, str] = field(default_factory=dict)
    repeated: dict[str, list[str]] = field(default_factory=lambda: {key: [] for key in REPEATED})

    @property
    def expectations(self) -> list[Expectation]:
        """The results, in order."""
        return [_expectation(line) for line in self.repeated["expect"]]

    def words(self, key: str, count: int) -> list[tuple[str, ...]]:
        """Return the lines of a key, each split into words and decoded."""
        return [
            tuple(unquote(word) for word in line.split(" ", count - 1))
            for line in self.repeated[key]
        ]


def _expectation(line: str) -> Expectation:
    match = EXPECT.fullmatch(line)
    if match is None:
        message = f"malformed line 'expect {line}'"
        raise CaseError(message)
    name, verdict, reasons, granted, excess, unknown = match.groups()
    return Expectation(
        "" if name == "-" else unquote(name),
        verdict,
        tuple(reasons.split(",")),
        int(granted, 16),
        int(excess, 16),
        tuple(unquote(word) for word in unknown.split(",")) if unknown else (),
    )


def read(folder: Path) -> Scenario:
    """Read a case; CaseError for what is not understood."""
    scenario = Scenario(folder)
    for line in (folder / "case").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(" ")
        if key in scenario.repeated:
            scenario.repeated[key].append(value)
        elif key in ONCE and key not in scenario.once:
            scenario.once[key] = value
        else:
            message = f"{folder.name}: unknown or repeated key '{key}'"
            raise CaseError(message)
    if "why" not in scenario.once:
        message = f"{folder.name}: no line 'why'"
        raise CaseError(message)
    return scenario
