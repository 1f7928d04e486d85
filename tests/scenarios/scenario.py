"""The scenarios: a folder each, its file `case` parsed. README.md describes the format."""

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
# There are many; fewer mean that they were not found.
LEAST = 70


@dataclass
class Expectation:
    """What was written by hand about one result."""
    name: str
    verdict: str
    reasons: list[str]
    granted: int
    excess: int
    unknown: list[str] = field(default_factory=list)


@dataclass
class Scenario:
    folder: Path
    why: str = ""
    profile: str = "cis"
    inspect: list[str] = field(default_factory=list)
    compose: list[str] = field(default_factory=list)
    env_file: list[str] = field(default_factory=list)
    env: list[str] = field(default_factory=list)
    compose_profile: list[str] = field(default_factory=list)
    root: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    project_directory: str = ""
    stack: str = ""
    at: dict[str, str] = field(default_factory=dict)
    select: list[tuple[str, str]] = field(default_factory=list)
    policy: list[str] = field(default_factory=list)
    trust_label: str = ""
    waived: list[tuple[str, str]] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    remedy: list[tuple[str, str, str]] = field(default_factory=list)
    least: list[tuple[str, str, str]] = field(default_factory=list)
    refused: str = ""
    time: int = 0
    exit: int = -1
    expect: list[Expectation] = field(default_factory=list)

    def expected(self, suffix: str) -> bytes | None:
        path = self.folder / f"expected.{suffix}"
        return path.read_bytes() if path.exists() else None


def decode(text: str) -> str:
    """%XX stands for a byte, a dash alone for nothing."""
    if text == "-":
        return ""
    return re.sub(rb"%([0-9A-F]{2})", lambda found: bytes([int(found[1], 16)]),
                  text.encode()).decode()


def expectation(value: str) -> Expectation:
    name, verdict, reasons, *rest = value.split(" ")
    keys = dict(word.split("=", 1) for word in rest)
    unknown = [decode(one) for one in keys.pop("unknown", "").split(",") if one]
    sets = {key: int(keys.pop(key), 16) for key in ("granted", "excess")}
    if keys:
        raise ValueError(f"not understood: {sorted(keys)}")
    return Expectation(decode(name), verdict, reasons.split(","), unknown=unknown, **sets)


def take(scenario: Scenario, key: str, value: str) -> None:
    match key:
        case "why" | "profile" | "project-directory" | "stack" | "trust-label" | "refused":
            setattr(scenario, key.replace("-", "_"), value)
        case "time" | "exit":
            setattr(scenario, key, int(value))
        case "inspect" | "compose" | "env-file" | "env" | "compose-profile" | "root" | "run" | "policy" | \
                "note":
            getattr(scenario, key.replace("-", "_")).append(value)
        case "at":
            name, _, place = value.partition(" ")
            scenario.at[name] = place
        case "waived":
            name, _, reason = value.partition(" ")
            scenario.waived.append((decode(name), decode(reason)))
        case "remedy" | "least":
            name, kind, text = value.split(" ", 2)
            getattr(scenario, key).append((decode(name), kind, decode(text)))
        case "select":
            what, _, wanted = value.partition(" ")
            scenario.select.append((what, wanted))
        case "expect":
            scenario.expect.append(expectation(value))
        case _:
            raise ValueError(f"unknown key '{key}'")


def read(folder: Path) -> Scenario:
    scenario = Scenario(folder)
    for number, line in enumerate((folder / "case").read_text().splitlines(), 1):
        key, _, value = line.partition(" ")
        try:
            take(scenario, key, value)
        except ValueError as error:
            raise ValueError(f"{folder.name}/case:{number}: {error}") from error
    targets = scenario.inspect + scenario.compose + scenario.root + scenario.run
    if not scenario.why or not targets or scenario.exit < 0:
        raise ValueError(f"{folder.name}/case: has no why, no target or no exit")
    return scenario


def every(names: list[str] | None = None) -> list[Scenario]:
    """All scenarios, or those named."""
    if names:
        return [read(FOLDER / name) for name in names]
    found = [read(path.parent) for path in sorted(FOLDER.glob("*/case"))]
    if len(found) < LEAST:
        raise ValueError(f"only {len(found)} scenarios in {FOLDER}")
    return found
