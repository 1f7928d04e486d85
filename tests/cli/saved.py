"""Saved inspect output, made to measure."""

import json
from pathlib import Path


def container(name: str, *, image: str = "nginx:1.27", add: list[str] | None = None,
              drop: list[str] | None = None, privileged: bool = False, number: int = 1,
              status: str = "running") -> dict:
    return {
        "Id": f"{number:064x}",
        "Name": f"/{name}",
        "Image": "sha256:" + "0" * 64,
        "Platform": "linux",
        "State": {"Status": status},
        "HostConfig": {"CapAdd": add, "CapDrop": drop, "Privileged": privileged},
        "Config": {"Image": image, "User": ""},
    }


def passing(name: str = "good", **more) -> dict:
    return container(name, drop=["ALL"], **more)


def failing(name: str = "bad", **more) -> dict:
    return container(name, **more)


def unreadable(name: str = "odd") -> dict:
    """One whose lists are no lists: it cannot be judged."""
    made = container(name)
    made["HostConfig"]["CapAdd"] = "NET_RAW"
    return made


def save(path: Path, *containers: dict) -> Path:
    path.write_text(json.dumps(list(containers)))
    return path


def hundred() -> list[dict]:
    """A host as they are: many of a kind, a few that are special."""
    images = ["nginx:1.27", "redis:7", "postgres:16", "grafana/grafana:11.1.0", "mariadb:11",
              "registry.example.org/team/backend:2024.11.3", "busybox"]
    made = [failing(f"service-{i}", image=images[i % len(images)]) for i in range(60)]
    made += [container(f"runner-{i}", image="runner:latest", privileged=True) for i in range(3)]
    made += [container(f"vpn-{i}", image="vpn:2", add=["NET_ADMIN"]) for i in range(4)]
    made += [container("agent", image="agent:7", add=["SYS_ADMIN", "SYS_PTRACE", "SYSLOG"])]
    made += [container("clock", image="ntp", add=["SYS_TIME"], drop=["NET_RAW"])]
    made += [container("everything", image="x", add=["ALL"]), unreadable()]
    made += [passing(f"api-{i}", image="api:3") for i in range(22)]
    made += [container(f"job-{i}", image="job:3", drop=["NET_RAW"]) for i in range(7)]
    return [{**one, "Id": f"{number:064x}"} for number, one in enumerate(made, 1)]
