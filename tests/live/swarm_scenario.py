"""Services for the Swarm test: options as typed, updates after that, and what the rule says of each.

Written by hand. An update is tri-state: adding what was dropped only takes it from the dropped.
"""

from typing import NamedTuple

from capability import DEFAULT_NAMES
from scenario import BEYOND, BOTH, RAW, RAW_ADDED

DROPPED = "all-dropped"
RAW_DROPPED = "net-raw-dropped"


class Scenario(NamedTuple):
    """A service: its options, how many tasks run on three nodes, and the grant in words."""

    name: str
    options: str
    verdict: str
    codes: str
    granted: str
    tasks: int = 1
    updates: tuple[str, ...] = ()


ALL = "ALL"
DEFAULT = " ".join(DEFAULT_NAMES)
NO_RAW = " ".join(name for name in DEFAULT_NAMES if name != "NET_RAW")
NO_RAW_MKNOD = " ".join(name for name in DEFAULT_NAMES if name not in ("NET_RAW", "MKNOD"))

SERVICES = [Scenario(*row) for row in (
    ("plain", "", "fail", RAW, DEFAULT),
    ("drop-all", "--cap-drop ALL", "pass", DROPPED, ""),
    ("drop-all-lower", "--cap-drop all --replicas 2", "pass", DROPPED, "", 2),
    ("drop-raw", "--cap-drop net_raw", "pass", RAW_DROPPED, NO_RAW),
    ("drop-two", "--cap-drop NET_RAW --cap-drop CAP_MKNOD --replicas 3", "pass", RAW_DROPPED,
     NO_RAW_MKNOD, 3),
    ("add-admin", "--cap-add NET_ADMIN", "fail", BOTH, f"{DEFAULT} NET_ADMIN"),
    ("add-lower", "--cap-drop NET_RAW --cap-add sys_ptrace", "fail", BEYOND,
     f"{NO_RAW} SYS_PTRACE"),
    ("back", "--cap-drop all --cap-add net_bind_service --cap-add CAP_CHOWN", "pass", DROPPED,
     "NET_BIND_SERVICE CHOWN"),
    ("raw-back", "--cap-drop ALL --cap-add NET_RAW", "fail", RAW_ADDED, "NET_RAW"),
    ("everything", "--cap-add ALL", "fail", "add-all", ALL),
    ("everywhere", "--mode global --cap-drop ALL --cap-add KILL", "pass", DROPPED, "KILL", 3),
    ("everywhere-more", "--mode global --cap-add SYS_TIME", "fail", BOTH, f"{DEFAULT} SYS_TIME",
     3),
    ("nobody", "--user 65534 --cap-drop ALL", "pass", DROPPED, ""),
    ("nowhere", "--replicas 0 --cap-drop NET_RAW", "pass", RAW_DROPPED, NO_RAW, 0),
    ("undropped", "--cap-drop NET_RAW", "fail", RAW, DEFAULT, 1, ("--cap-add NET_RAW",)),
    ("added", "--cap-drop NET_RAW", "fail", RAW_ADDED, DEFAULT, 1,
     ("--cap-add NET_RAW", "--cap-add NET_RAW")),
    ("unadded", "--cap-drop NET_RAW --cap-add NET_ADMIN", "pass", RAW_DROPPED, NO_RAW, 1,
     ("--cap-drop NET_ADMIN",)),
    ("dropped-later", "", "pass", DROPPED, "", 1, ("--cap-drop ALL",)),
)]
