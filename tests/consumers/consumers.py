"""Real readers of our formats: where they are, what they are given, and what they should read."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "golden"))
sys.path.insert(0, str(HERE.parent / "live"))

import golden  # noqa: E402
from skip import skip  # noqa: E402

INSTALLED = Path(os.environ.get("CISDOCKER_CONSUMERS")
                 or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache",
                         "cisdocker/consumers"))
NODE = INSTALLED / "node"
PYTHON = INSTALLED / "python/bin/python3"
SCHEMAS = Path("/usr/share/openscap/schemas")
PATIENCE = 180

# Where each test leaves its rows of the table.
ROWS = Path(os.environ.get("CISDOCKER_CONSUMER_ROWS") or "consumer-rows")

CASES = ["rich", "each", "waived", "empty", "hostile"]


def missing(what: str) -> NoReturn:
    skip(f"{what} is not installed: tests/consumers/install does it")


def need_program(name: str) -> None:
    if shutil.which(name) is None:
        missing(name)


def need_node(package: str) -> None:
    need_program("node")
    if not (NODE / "node_modules" / package).is_dir():
        missing(f"the npm package {package}")


def need_python(module: str) -> None:
    if not PYTHON.exists() or not [*PYTHON.parent.parent.glob(f"lib/*/site-packages/{module}")]:
        missing(f"the Python module {module}")


def run(*words: str | Path, **options) -> subprocess.CompletedProcess[str]:
    """Run a reader to its end, its output as text."""
    return subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          check=False, timeout=PATIENCE, stdin=subprocess.DEVNULL, **options)


def node(script: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts beside this file, with the installed packages."""
    return run("node", HERE / script, NODE, *words, cwd=NODE)


def command(*words: str | Path, **options) -> subprocess.CompletedProcess[str]:
    """Run the command under test, at the time of the golden cases."""
    return golden.run(*words, more=golden.TIME, **options)


def program() -> str:
    """The path of the command under test."""
    return golden.program()


def content(name: str) -> Path:
    """A file for scanners; a test of its own holds that the command writes the same."""
    return HERE.parents[1] / "audit-files" / name


class Written:
    """The reports of the golden cases, written into a folder of their own."""

    def __init__(self) -> None:
        self.kept = tempfile.TemporaryDirectory(prefix="cisdocker-consumers-")
        self.folder = Path(self.kept.name)

    def report(self, case: str, name: str, *more: str) -> Path:
        """The file of a case in a format, made anew by the command under test."""
        text, _ = golden.check(golden.HERE / case, name, *more)
        folder = self.folder / case
        folder.mkdir(exist_ok=True)
        path = folder / f"report.{golden.FORMATS[name]}"
        path.write_bytes(text.encode())
        return path


def results(case: str) -> list[dict]:
    """What the JSON report says of each subject."""
    return json.loads(golden.check(golden.HERE / case, "json")[0])["results"]


def targets(case: str) -> list[dict]:
    """What the JSON report says of each target."""
    return json.loads(golden.check(golden.HERE / case, "json")[0])["targets"]


def word(result: dict) -> str:
    """A result in one word."""
    return "waived" if result["waived"] else result["verdict"]


def wanted(case: str, words: dict[str, str]) -> dict[str, str]:
    """What a reader should say of each subject by name, in its own words."""
    return {one["subject"]["name"]: words[word(one)] for one in results(case)}


def label(result: dict) -> str:
    """A subject as our sentences name it."""
    subject = result["subject"]
    place = subject.get("location")
    where = f"{place['file']}:{place['line']}" if place else subject["id"][:12]
    return f"{subject['name']} ({where})"


def note(name: str, reader: str, said: str) -> None:
    """A row of the table: a real reader was given the format, and read this."""
    ROWS.mkdir(parents=True, exist_ok=True)
    row = {"format": name, "reader": reader, "read": said}
    (ROWS / f"{name}-{''.join(filter(str.isalnum, reader))}.json").write_text(json.dumps(row))
