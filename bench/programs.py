"""The programs that are timed, and the one that times them."""

import os
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Taken:
    seconds: float
    cpu: float
    peak_mib: float


@dataclass(frozen=True)
class Command:
    words: list[str]
    statuses: tuple[int, ...] = (0,)
    environment: dict[str, str] = field(default_factory=dict)


def built(name: str, folder: Path) -> str:
    """A C program of this folder: the one its variable names (MEASURE, RAW_CLIENT), or fresh."""
    if os.environ.get(name.upper()):
        return os.environ[name.upper()]
    compiler = os.environ.get("CC", "cc").split()
    subprocess.run([*compiler, "-std=c11", "-O2", "-D_GNU_SOURCE", "-o", folder / name,
                    HERE / f"{name}.c"],
                   check=True)
    return str(folder / name)


def audit(*arguments: str) -> Command:
    """The audit. libtool's wrapper would add a shell to its time: what it starts is run itself."""
    path = Path(os.environ.get("CISDOCKER", "cisdocker"))
    inner = path.parent / ".libs" / path.name
    environment = {}
    if inner.exists():
        libraries = {str(found.parent) for up in (path.parent, path.parent.parent)
                     for found in up.glob("**/.libs/libcisdocker.so")}
        environment["LD_LIBRARY_PATH"] = ":".join(sorted(libraries))
        path = inner
    return Command([str(path), "check", "5.4", *arguments], (0, 1), environment)


class Watch:
    """Times commands, one at a time."""

    def __init__(self, folder: Path, limit: float = 600) -> None:
        self.measure = built("measure", folder)
        self.limit = limit

    def time(self, command: Command) -> Taken:
        environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C.UTF-8",
                       **command.environment}
        with tempfile.NamedTemporaryFile() as report:
            done = subprocess.run([self.measure, str(self.limit), report.name, *command.words],
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, env=environment, check=False)
            seconds, user, system, peak, _ = report.read().split()
        if done.returncode not in command.statuses:
            raise SystemExit(f"{command.words[0]}: status {done.returncode}: "
                             f"{done.stderr.decode(errors='replace').strip()}")
        return Taken(float(seconds), float(user) + float(system), int(peak) / 1024)
