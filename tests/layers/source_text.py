"""The project's C files, with what is only text (comments, strings) blanked out."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[2])
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<][^">]+[">])', re.MULTILINE)
TEXT = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


def c_files(folder: str) -> list[Path]:
    """Sources and headers beneath a folder of the project, relative to it."""
    return sorted(path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.[ch]"))


def includes(path: Path) -> Iterator[tuple[int, str]]:
    """Each include of a file: its line, and its name within its quotes or brackets."""
    text = (ROOT / path).read_text()
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start(1)) + 1, match[1]


def code_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file without comments and literals, numbered as in the file."""
    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match[0])

    yield from enumerate(TEXT.sub(blank, (ROOT / path).read_text()).split("\n"), 1)
