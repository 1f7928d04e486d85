"""Running the command under watch: what it said, how long it took, what it held."""

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = os.environ.get("CISDOCKER", "cisdocker")
# A build with sanitizers, or under valgrind, is slower; what it holds then says nothing.
SANITIZED = "-fsanitize" in os.environ.get("OWN_LDFLAGS", "")
SCALE = float(os.environ.get("HOSTILE_SCALE") or (5 if SANITIZED else 1))


@dataclass(frozen=True)
class Run:
    status: int
    stdout: bytes
    stderr: bytes
    seconds: float
    peak_mib: float
    limit_reached: bool


def built_measure(folder: Path) -> Path:
    """The watching program: the one named by MEASURE, or a fresh one."""
    if os.environ.get("MEASURE"):
        return Path(os.environ["MEASURE"])
    source = Path(__file__).resolve().parents[2] / "bench" / "measure.c"
    program = folder / "measure"
    compiler = os.environ.get("CC", "cc").split()
    subprocess.run([*compiler, "-std=c11", "-O2", "-D_GNU_SOURCE", "-o", program, source],
                   check=True)
    return program


def run_command(measure: Path, limit: float, *arguments: str, **more: Any) -> Run:
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"}
    environment |= {k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report")
        report.touch()
        for path in (folder, report):
            os.chmod(path, 0o777)  # another user may have to write it
        done = subprocess.run(
            [measure, str(limit * SCALE), report, *COMMAND.split(), *arguments],
            stdin=subprocess.DEVNULL, capture_output=True, env=environment, **more)
        fields = report.read_bytes().split()
    return Run(done.returncode, done.stdout, done.stderr, float(fields[0]),
               int(fields[3]) / 1024, fields[4] == b"1")
