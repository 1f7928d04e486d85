"""Ending all of a private engine's processes, each found by where it lives, never by its name."""

import contextlib
import glob
import os
import signal
import subprocess
import time

PATIENCE = 20


def end(daemon: subprocess.Popen, cgroup: str) -> None:
    """Kill the daemon, its containerd and shims (same mount namespace) and all containers."""
    own = mount_namespace(os.getpid())
    space = mount_namespace(daemon.pid)
    daemon.kill()
    daemon.wait()
    thaw(cgroup)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        left = containers(cgroup)
        if space is not None and space != own:
            left |= living_in(space)
        if not left:
            return
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)
    raise RuntimeError(f"processes of the engine would not end: {sorted(left)}")


def mount_namespace(pid: int | str) -> str | None:
    with contextlib.suppress(OSError):
        return os.readlink(f"/proc/{pid}/ns/mnt")
    return None


def living_in(space: str) -> set[int]:
    """Processes of a mount namespace."""
    return {pid for pid in every_pid() if mount_namespace(pid) == space}


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
