"""Containers as a busy host has them: varied capabilities, labels, environment."""

import hashlib
from typing import Any

OPTIONS: tuple[dict[str, Any], ...] = (
    {}, {}, {}, {"CapDrop": ["ALL"]}, {"CapDrop": ["NET_RAW"]}, {"Privileged": True},
    {"CapAdd": ["NET_BIND_SERVICE"], "CapDrop": ["ALL"]},
    {"CapAdd": ["CHOWN", "SETUID", "SETGID"], "CapDrop": ["ALL"]},
    {"CapAdd": ["SYS_ADMIN"]}, {"CapAdd": ["NET_ADMIN", "SYS_MODULE"]}, {"CapAdd": ["ALL"]},
    {"CapAdd": ["ALL"], "CapDrop": ["NET_RAW", "SYS_ADMIN"]}, {"CapAdd": ["cap_sys_ptrace"]},
    {"CapDrop": ["net_raw", "mknod", "audit_write"]}, {"CapAdd": ["SYS_TIME"], "CapDrop": ["all"]},
    {"CapAdd": ["CAP_NET_RAW"], "CapDrop": ["NET_RAW"]},
)


def digest(kind: str, number: int) -> str:
    return hashlib.sha256(f"{kind} {number}".encode()).hexdigest()


def labels(number: int) -> dict[str, str]:
    return {
        "com.docker.compose.project": f"shop-{number % 40}",
        "com.docker.compose.service": f"part-{number % 7}",
        "com.docker.compose.config-hash": digest("config", number),
        "com.docker.compose.container-number": "1",
        "com.docker.compose.oneoff": "False",
        "org.opencontainers.image.revision": digest("revision", number)[:40],
        "org.opencontainers.image.source": "https://code.example/shop/part",
    }


def environment(number: int) -> list[str]:
    return [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LISTEN=:8080",
        f"DATABASE_URL=postgres://part-{number % 7}:{digest('password', number)[:16]}@db/shop",
        "LOG_LEVEL=info", "TZ=UTC", "LANG=C.UTF-8",
    ]


def container(number: int, image: str) -> tuple[str, dict[str, Any]]:
    """A name, and what to create."""
    host = {"RestartPolicy": {"Name": "unless-stopped"},
            "PortBindings": {"8080/tcp": [{"HostPort": ""}]}, **OPTIONS[number % len(OPTIONS)]}
    return f"shop-{number % 40}-part-{number}", {
        "Image": image, "Cmd": ["sleep", "100000"], "WorkingDir": "/tmp", "HostConfig": host,
        "Env": environment(number), "Labels": labels(number), "ExposedPorts": {"8080/tcp": {}},
    }
