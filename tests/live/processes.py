"""Ending a private engine's processes, each found by what is its alone: HOME or cgroup."""

import contextlib
import glob
import os
import signal
import time
from collections.abc import Callable

PATIENCE = 20


def end(folder: str, cgroup: str) -> None:
    """Kill the daemon, its containerd, shims and clients (they have its HOME), and all containers.

    Daemons first: they must not start anything for what ends.
    """
    kill_all(lambda: at_home(folder))
    thaw(cgroup)
    kill_all(lambda: containers(cgroup))


def kill_all(find: Callable[[], set[int]]) -> None:
    """Kill what is found until nothing more is."""
    deadline = time.monotonic() + PATIENCE
    while left := find():
        if time.monotonic() > deadline:
            raise RuntimeError(f"processes of the engine would not end: {sorted(left)}")
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)


def at_home(folder: str) -> set[int]:
    """Processes that were given a folder as HOME."""
    wanted, found = f"HOME={folder}".encode(), set()
    for pid in every_pid():
        with contextlib.suppress(OSError), open(f"/proc/{pid}/environ", "rb") as environment:
            if wanted in environment.read().split(b"\0"):
                found.add(pid)
    return found


def containers(cgroup: str) -> set[int]:
    """Processes beneath a cgroup."""
    found = set()
    for pid in every_pid():
        with contextlib.suppress(OSError):
            with open(f"/proc/{pid}/cgroup", encoding="utf-8", errors="replace") as lines:
                if any(f":{cgroup}/" in line for line in lines):
                    found.add(pid)
    return found


def every_pid() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def thaw(cgroup: str) -> None:
    """A process of a paused container does not even see SIGKILL."""
    for state in glob.glob(f"/sys/fs/cgroup/freezer{cgroup}/*/freezer.state"):
        with contextlib.suppress(OSError), open(state, "w", encoding="ascii") as file:
            file.write("THAWED")


def remove_cgroups(cgroup: str) -> None:
    """Remove the engine's cgroups from every hierarchy, deepest first."""
    tops = glob.glob(f"/sys/fs/cgroup/*{cgroup}") + glob.glob(f"/sys/fs/cgroup{cgroup}")
    for top in tops:
        for folder, _, _ in os.walk(top, topdown=False):
            with contextlib.suppress(OSError):
                os.rmdir(folder)
