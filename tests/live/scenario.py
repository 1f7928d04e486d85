"""Containers for the kernel test: options as typed, and what rule 5.4 must say of each.

Written by hand from the rule, not computed: the oracle is held against this table too.
"""

from typing import NamedTuple


class Scenario(NamedTuple):
    """One container: its name, its `docker run` options, the verdict and its reason codes."""

    name: str
    options: str
    verdict: str
    codes: str
    state: str = "running"


RAW = "net-raw-default"
RAW_ADDED = "net-raw-added"
BEYOND = "added-beyond-default"
BOTH = f"{RAW} {BEYOND}"
OTHER_DEFAULTS = ("CHOWN DAC_OVERRIDE FOWNER FSETID KILL SETGID SETUID SETPCAP NET_BIND_SERVICE"
                  " SYS_CHROOT MKNOD AUDIT_WRITE SETFCAP")


def add(names: str) -> str:
    return " ".join(f"--cap-add {name}" for name in names.split())


RUNNING = [Scenario(*row) for row in (
    ("plain", "", "fail", RAW),
    ("add-upper", "--cap-add NET_ADMIN", "fail", BOTH),
    ("add-prefixed-lower", "--cap-add cap_net_admin", "fail", BOTH),
    ("add-mixed", "--cap-add Cap_Net_Admin", "fail", BOTH),
    ("add-equals", "--cap-add=net_admin", "fail", BOTH),
    ("add-twice", "--cap-add NET_ADMIN --cap-add CAP_NET_ADMIN", "fail", BOTH),
    ("add-default-one", "--cap-add CHOWN", "fail", RAW),
    ("add-raw", "--cap-add NET_RAW", "fail", RAW_ADDED),
    ("add-many", add("SYS_TIME SYS_PTRACE SYS_ADMIN SYS_MODULE"), "fail", BOTH),
    ("add-last-known", "--cap-drop ALL --cap-add AUDIT_READ", "fail", BEYOND),
    ("drop-all", "--cap-drop ALL", "pass", "all-dropped"),
    ("drop-all-lower", "--cap-drop all", "pass", "all-dropped"),
    ("drop-all-mixed", "--cap-drop=All", "pass", "all-dropped"),
    ("drop-all-bind", "--cap-drop ALL --cap-add NET_BIND_SERVICE", "pass", "all-dropped"),
    ("drop-all-setuid", "--cap-drop all --cap-add setuid --cap-add CAP_SETGID", "pass",
     "all-dropped"),
    ("drop-all-others-back", "--cap-drop ALL " + add(OTHER_DEFAULTS), "pass", "all-dropped"),
    ("drop-all-defaults-back", "--cap-drop ALL " + add(OTHER_DEFAULTS + " NET_RAW"), "fail",
     RAW_ADDED),
    ("drop-all-raw-back", "--cap-drop ALL --cap-add NET_RAW", "fail", RAW_ADDED),
    ("drop-all-raw-back-lower", "--cap-add cap_net_raw --cap-drop all", "fail", RAW_ADDED),
    ("drop-all-ptrace", "--cap-drop ALL --cap-add SYS_PTRACE", "fail", BEYOND),
    ("drop-raw", "--cap-drop NET_RAW", "pass", "net-raw-dropped"),
    ("drop-raw-lower", "--cap-drop net_raw", "pass", "net-raw-dropped"),
    ("drop-raw-prefixed", "--cap-drop CAP_NET_RAW", "pass", "net-raw-dropped"),
    ("drop-raw-mixed", "--cap-drop=Cap_Net_Raw", "pass", "net-raw-dropped"),
    ("drop-raw-twice", "--cap-drop net_raw --cap-drop CAP_NET_RAW", "pass", "net-raw-dropped"),
    ("drop-raw-mknod", "--cap-drop NET_RAW --cap-drop MKNOD", "pass", "net-raw-dropped"),
    ("drop-raw-add-chown", "--cap-drop NET_RAW --cap-add chown", "pass", "net-raw-dropped"),
    ("drop-raw-add-admin", "--cap-drop NET_RAW --cap-add NET_ADMIN", "fail", BEYOND),
    ("drop-mknod", "--cap-drop MKNOD", "fail", RAW),
    ("drop-not-granted", "--cap-drop SYS_ADMIN", "fail", RAW),
    ("raw-both", "--cap-add NET_RAW --cap-drop NET_RAW", "fail", RAW_ADDED),
    ("raw-both-spelled", "--cap-drop NET_RAW --cap-add CAP_NET_RAW", "fail", RAW_ADDED),
    ("admin-both", "--cap-add SYS_ADMIN --cap-drop SYS_ADMIN", "fail", BOTH),
    ("all", "--cap-add ALL", "fail", "add-all"),
    ("all-lower", "--cap-add all", "fail", "add-all"),
    ("all-both", "--cap-add ALL --cap-drop ALL", "fail", "add-all"),
    ("all-less-raw", "--cap-add ALL --cap-drop NET_RAW", "fail", "add-all"),
    ("all-and-raw-less-raw", "--cap-add ALL --cap-add NET_RAW --cap-drop NET_RAW", "fail",
     "add-all"),
    ("privileged", "--privileged", "fail", "privileged"),
    ("privileged-drop-all", "--privileged --cap-drop ALL", "fail", "privileged"),
    ("privileged-drop-raw", "--privileged --cap-drop NET_RAW", "fail", "privileged"),
    ("privileged-add", "--privileged --cap-add NET_ADMIN", "fail", "privileged"),
    ("nobody", "--user 65534:65534 --cap-drop NET_RAW", "pass", "net-raw-dropped"),
    ("nobody-plain", "--user 65534", "fail", RAW),
    ("no-new-privileges", "--security-opt no-new-privileges", "fail", RAW),
    ("host-network", "--network host", "fail", RAW),
    ("host-pid", "--pid host --cap-drop ALL", "pass", "all-dropped"),
    ("read-only", "--read-only --cap-drop all --cap-add kill", "pass", "all-dropped"),
)]

# Only where the engine has a name for them; Debian's 20.10 stops at AUDIT_READ.
NEWER = [Scenario(*row) for row in (
    ("add-bpf", "--cap-drop NET_RAW --cap-add BPF", "fail", BEYOND),
    ("add-perfmon", "--cap-drop ALL --cap-add cap_perfmon", "fail", BEYOND),
    ("add-restore", "--cap-add CHECKPOINT_RESTORE", "fail", BOTH),
)]

STOPPED = [Scenario(*row) for row in (
    ("never-started", "", "fail", RAW, "created"),
    ("never-started-dropped", "--cap-drop ALL", "pass", "all-dropped", "created"),
    ("never-started-privileged", "--privileged", "fail", "privileged", "created"),
    ("ended", "--cap-add SYS_ADMIN", "fail", BOTH, "exited"),
    ("ended-dropped", "--cap-drop NET_RAW", "pass", "net-raw-dropped", "exited"),
    ("paused", "--cap-add NET_RAW", "fail", RAW_ADDED, "paused"),
    ("paused-dropped", "--cap-drop ALL", "pass", "all-dropped", "paused"),
)]
