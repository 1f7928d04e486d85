"""Small saved outputs of `docker inspect`."""

from __future__ import annotations

import io
import json
from typing import Any

import cisdocker


def container(name: str, **host: Any) -> dict[str, Any]:
    """Return a container."""
    return {
        "Id": f"{abs(hash(name)):064x}"[:64],
        "Name": f"/{name}",
        "Platform": "linux",
        "Config": {"Image": "nginx"},
        "State": {"Status": "running"},
        "HostConfig": {"Privileged": False, "CapAdd": None, "CapDrop": None, **host},
    }


def saved(*names: str) -> bytes:
    """Return saved output of containers as the engine makes them by default: each fails."""
    return json.dumps([container(name) for name in names]).encode()


def audit_of(*names: str, **options: Any) -> cisdocker.Audit:
    """Return an audit of such containers."""
    audit = cisdocker.Audit(time=0, **options)
    audit.add_inspect_reader(io.BytesIO(saved(*names)), "sample")
    return audit
