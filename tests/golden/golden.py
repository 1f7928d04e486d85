"""Cases: a folder each, with the words for `check 5.4` and what each format has to be."""

import shlex
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))

from command import program, run  # noqa: E402

TIME = {"SOURCE_DATE_EPOCH": "1767323045"}

# The formats that are held, each with the ending of its file.
FORMATS = {
    "json": "json", "jsonl": "jsonl", "xccdf": "xccdf.xml", "arf": "arf.xml",
    "sarif": "sarif.json", "junit": "junit.xml", "csv": "csv", "nessus": "nessus",
    "ocsf": "ocsf.jsonl", "openmetrics": "prom", "docker-bench": "docker-bench.json",
}

# Cases that are about some formats only; the others would say the same again.
NARROW = {"each": ["xccdf", "arf", "nessus", "sarif", "ocsf"], "waived": ["xccdf", "arf"],
          "one": ["nessus"]}


def cases() -> list[Path]:
    return sorted(words.parent for words in HERE.glob("*/words"))


def formats(case: Path) -> list[str]:
    return NARROW.get(case.name, list(FORMATS))


def expected(case: Path, name: str) -> Path:
    return case / f"report.{FORMATS[name]}"


def check(case: Path, name: str, *more: str | Path) -> tuple[str, int]:
    """What the command writes, and its exit status. It runs where the inputs are."""
    words = shlex.split((case / "words").read_text())
    done = run("check", "5.4", *words, "--format", name, *more, more=TIME, cwd=HERE)
    return done.stdout, done.returncode
