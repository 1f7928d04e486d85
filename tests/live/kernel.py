"""What the kernel says of a process."""

import functools


def status(pid: int | str) -> dict[str, str]:
    with open(f"/proc/{pid}/status", encoding="utf-8", errors="replace") as lines:
        return dict(line.rstrip("\n").split(":\t", 1) for line in lines if ":\t" in line)


def bounding(pid: int | str) -> int:
    """CapBnd of a process as a number."""
    return int(status(pid)["CapBnd"], 16)


@functools.cache
def machine_bounding() -> int:
    """What this machine can give at all: a daemon started from here has no more."""
    return bounding("self")
