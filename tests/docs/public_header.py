"""What the public header declares, for the tests that hold other files against it."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[2])
HEADER = ROOT / "include/cisdocker/cisdocker.h"
DECLARATION = re.compile(r"^CISD_API\s+(?P<prototype>[^;]+);", re.MULTILINE)


@dataclass(frozen=True)
class Function:
    """A declaration: its name, its prototype in one line, where it is, whether it is explained."""

    name: str
    prototype: str
    line: int
    explained: bool


def one_line(prototype: str) -> str:
    """The prototype however it was broken into lines."""
    return " ".join(prototype.split()).replace("( ", "(")


def is_explained(lines: list[str], first: int) -> bool:
    """Whether a comment ends right above the line, or above the run of declarations it is in."""
    above = first - 1
    while above >= 0 and lines[above].strip():
        if lines[above].rstrip().endswith("*/"):
            return True
        if lines[above].startswith(("typedef", "}", "#")):
            return False
        above -= 1
    return False


def functions() -> list[Function]:
    """Every exported function, in the header's order."""
    text = HEADER.read_text()
    lines = text.splitlines()
    found = []
    for match in DECLARATION.finditer(text):
        prototype = one_line(match["prototype"])
        first = text.count("\n", 0, match.start())
        name = re.search(r"(cisd_\w+)\(", prototype)[1]
        found.append(Function(name, prototype, first + 1, is_explained(lines, first)))
    return found


def codes() -> list[str]:
    """Every error code."""
    return re.findall(r"^\s*(CISD_(?:OK|E_\w+)) =", HEADER.read_text(), re.MULTILINE)
