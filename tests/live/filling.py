"""Filling an engine with many created containers of varied options, quickly: for benchmarks."""

import image
from client import Client, on_all

VARIETIES: list[dict] = [
    {}, {"CapDrop": ["ALL"]}, {"CapDrop": ["ALL"], "CapAdd": ["NET_BIND_SERVICE"]},
    {"CapAdd": ["NET_ADMIN"]}, {"CapAdd": ["SYS_ADMIN", "SYS_PTRACE"]}, {"CapAdd": ["cap_chown"]},
    {"Privileged": True}, {"CapAdd": ["ALL"]}, {"CapDrop": ["NET_RAW", "MKNOD"]},
    {"CapAdd": ["NET_RAW"], "CapDrop": ["all"]},
]


def body(number: int) -> dict:
    host = {"NetworkMode": "none", **VARIETIES[number % len(VARIETIES)]}
    labels = {"app": f"app-{number % 50}", "tier": f"tier-{number % 3}"}
    return {"Image": image.NAME, "Cmd": ["sleep", "100000"], "Labels": labels,
            "Env": ["MODE=bench"], "HostConfig": host}


def fill(path: str, count: int, first: int = 0) -> None:
    """Create containers number first to first + count - 1 on the engine of a socket."""
    def create(client: Client, number: int) -> None:
        client.create(f"many-{number:05}", body(number))
    on_all(path, range(first, first + count), create)
