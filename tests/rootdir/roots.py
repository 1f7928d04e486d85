"""Data roots of engines to take apart: copies of a captured one, and the audit of them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAVED = HERE.parent / "data" / "root-20.10"
BUILT = HERE.parents[1] / "cli" / "cisdocker"
PATIENCE = 60
CONFIG, HOST = "config.v2.json", "hostconfig.json"


def program() -> str:
    path = os.path.abspath(os.environ.get("CISDOCKER") or BUILT)
    if not os.access(path, os.X_OK):
        sys.exit(f"cannot run '{path}': set CISDOCKER to the command under test")
    return path


def audit(*words: str | Path, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """`cisdocker check 5.4 WORDS... --format json`, at a fixed time."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    return subprocess.run([*before, program(), "check", "5.4", *map(str, words), "--format",
                           "json"], capture_output=True, text=True, check=False,
                          timeout=PATIENCE, env=environment, stdin=subprocess.DEVNULL)


def lines(report: str) -> list[str]:
    """The results, one a line, as they stand in the report."""
    return [line.rstrip(",") for line in report.split("\n") if line.startswith('{"subject"')]


def results(report: str) -> dict[str, dict]:
    """The results by id; by name where there is no id."""
    return {result["subject"]["id"] or result["subject"]["name"]: result
            for result in json.loads(report)["results"]}


class Root:
    """A copy of the captured data root, in a folder of its own."""

    def __init__(self, folder: Path):
        self.path = folder / "docker"
        shutil.copytree(SAVED / "docker", self.path)
        self.containers = self.path / "containers"

    def ids(self) -> list[str]:
        return sorted(os.listdir(self.containers))

    def file(self, container: str, name: str) -> Path:
        return self.containers / container / name

    def edit(self, container: str, name: str, change) -> None:
        """Change a file's JSON."""
        path = self.file(container, name)
        value = json.loads(path.read_text())
        change(value)
        path.write_text(json.dumps(value))
