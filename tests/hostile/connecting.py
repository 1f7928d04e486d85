"""Sockets that are none, that refuse, and that nobody listens to."""

import contextlib
import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Iterator

from complaints import about_memory, about_secrets, about_stderr
from fake_engine import FakeEngine
from run_command import run_command
from server import Server

TIMEOUT = 2
NOBODY = 65534


@dataclass(frozen=True)
class Obstacle:
    name: str
    # Sets something up in a folder, gives the socket's path, takes all down again.
    prepare: Callable[[Path], contextlib.AbstractContextManager[str]]
    says: tuple[str, ...]  # one of these stands in the line on stderr
    user: int = 0
    status: int = 3


@contextlib.contextmanager
def regular_file(folder: Path) -> Iterator[str]:
    path = folder / "regular.sock"
    path.write_text("not a socket")
    yield str(path)


@contextlib.contextmanager
def directory(folder: Path) -> Iterator[str]:
    path = folder / "directory.sock"
    path.mkdir(exist_ok=True)
    yield str(path)


@contextlib.contextmanager
def missing(folder: Path) -> Iterator[str]:
    yield str(folder / "missing.sock")


@contextlib.contextmanager
def too_long(folder: Path) -> Iterator[str]:
    yield str(folder / ("x" * 120)) + ".sock"


@contextlib.contextmanager
def relative(folder: Path) -> Iterator[str]:
    yield "docker.sock"


@contextlib.contextmanager
def with_escapes(folder: Path) -> Iterator[str]:
    yield str(folder / "\x1b[31mred\u202e\n.sock")


@contextlib.contextmanager
def abandoned(folder: Path) -> Iterator[str]:
    """A socket file whose owner is gone."""
    path = folder / "abandoned.sock"
    with socket.socket(socket.AF_UNIX) as owner:
        owner.bind(str(path))
    yield str(path)
    path.unlink()


@contextlib.contextmanager
def datagram(folder: Path) -> Iterator[str]:
    path = folder / "datagram.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as other:
        other.bind(str(path))
        yield str(path)
    path.unlink()


@contextlib.contextmanager
def never_accepted(folder: Path) -> Iterator[str]:
    path = folder / "never.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen(16)
        yield str(path)
    path.unlink()


@contextlib.contextmanager
def full_backlog(folder: Path) -> Iterator[str]:
    path = folder / "full.sock"
    with contextlib.ExitStack() as sockets:
        listener = sockets.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(str(path))
        listener.listen(0)
        with contextlib.suppress(BlockingIOError):
            while True:
                waiting = sockets.enter_context(socket.socket(socket.AF_UNIX))
                waiting.setblocking(False)
                waiting.connect(str(path))
        yield str(path)
    path.unlink()


@contextlib.contextmanager
def forbidden(folder: Path) -> Iterator[str]:
    path = folder / "forbidden.sock"
    with Server(str(path), FakeEngine()):
        os.chmod(path, 0o600)
        os.chmod(folder, 0o755)
        yield str(path)
    path.unlink()


CONNECTING = (
    Obstacle("regular file", regular_file, ("not a socket", "refused")),
    Obstacle("directory", directory, ("not a socket", "refused", "directory")),
    Obstacle("missing", missing, ("no such file",)),
    Obstacle("path too long", too_long, ("longer than",), status=2),
    Obstacle("relative path", relative, ("slash",), status=2),
    Obstacle("path with escapes", with_escapes, ("no such file",)),
    Obstacle("abandoned", abandoned, ("refused", "no engine", "not running")),
    Obstacle("datagram socket", datagram, ("wrong type", "refused", "not a")),
    Obstacle("never accepted", never_accepted, ("within", "time")),
    Obstacle("full backlog", full_backlog, ("tim", "unavailable", "full")),
    Obstacle("no permission", forbidden, ("permission denied",), user=NOBODY),
)


def as_user(obstacle: Obstacle) -> dict[str, Any]:
    """Root may connect to anything, so what tests permission runs as somebody else."""
    if not obstacle.user or os.geteuid() != 0:
        return {}
    return {"user": obstacle.user, "group": obstacle.user, "extra_groups": []}


def obstacle_complaints(obstacle: Obstacle, folder: Path, measure: Path) -> list[str]:
    with obstacle.prepare(folder) as path:
        run = run_command(measure, 4 * TIMEOUT + 5, "check", "5.4", "--host", f"unix://{path}",
                          "--format", "json", "--timeout", str(TIMEOUT), **as_user(obstacle))
    found = [*about_stderr(run, expect_line=True), *about_secrets(run)]
    line = run.stderr.decode("utf-8", "replace").lower()
    if run.limit_reached:
        found.append(f"still running after {run.seconds:.1f} s")
    elif run.status != obstacle.status:
        found.append(f"exit status {run.status}, not {obstacle.status}: {line[:300]!r}")
    if not any(words in line for words in obstacle.says):
        found.append(f"none of {obstacle.says} in {line[:300]!r}")
    found += about_memory(run, 24)
    return [*found, *report_complaints(run.stdout)] if run.status == 3 else found


def report_complaints(stdout: bytes) -> list[str]:
    try:
        report = json.loads(stdout)
    except ValueError as error:
        return [f"stdout is no JSON report: {error}: {stdout[:100]!r}"]
    target = report["targets"][0]
    if target["complete"] or not target["error"] or report["results"]:
        return [f"the target is complete ({target['complete']}), error {target['error']!r}"]
    return []
