"""Containers for the Podman test: options as typed, and what rule 5.4 must say of each.

Written by hand. Where the default is Docker's, its NET_RAW makes another verdict of some.
"""

from typing import NamedTuple

from scenario import BEYOND, BOTH, OTHER_DEFAULTS, RAW, RAW_ADDED, add

DROPPED = "all-dropped"
WITHOUT = "engine-default-without-net-raw"
RAW_DROPPED = "net-raw-dropped"
PASSING = {DROPPED, WITHOUT, RAW_DROPPED}
EITHER = f"{BOTH}|{BEYOND} {RAW_ADDED}"


class Scenario(NamedTuple):
    """One container: its name, its options, the reasons where the default is Podman's, Docker's.

    Reasons with | between them: which one shows differs between 4.x and 5.x.
    """

    name: str
    options: str
    codes: str
    codes_with: str
    state: str = "running"

    def reasons(self, with_net_raw: bool) -> list[set[str]]:
        codes = self.codes_with if with_net_raw else self.codes
        return [set(words.split()) for words in codes.split("|")]

    def verdict(self, with_net_raw: bool) -> str:
        return "pass" if self.reasons(with_net_raw)[0] <= PASSING else "fail"


RUNNING = [Scenario(*row) for row in (
    ("plain", "", WITHOUT, RAW),
    ("add-upper", "--cap-add NET_ADMIN", BEYOND, BOTH),
    ("add-lower", "--cap-add=net_admin", BEYOND, BOTH),
    ("add-prefixed", "--cap-add cap_net_admin", BEYOND, BOTH),
    ("add-mixed", "--cap-add Cap_Net_Admin", BEYOND, BOTH),
    ("add-listed", "--cap-add NET_ADMIN,SYS_TIME", BEYOND, BOTH),
    ("add-newest", "--cap-add CHECKPOINT_RESTORE --cap-add BPF", BEYOND, BOTH),
    ("add-default-one", "--cap-add CHOWN", WITHOUT, RAW),
    ("add-raw", "--cap-add NET_RAW", RAW_ADDED, RAW),
    ("add-raw-prefixed", "--cap-add=cap_net_raw", RAW_ADDED, RAW),
    ("drop-raw", "--cap-drop net_raw", WITHOUT, RAW_DROPPED),
    ("drop-raw-add", "--cap-drop NET_RAW --cap-add SYS_PTRACE", BEYOND, BEYOND),
    ("drop-chown", "--cap-drop CHOWN", WITHOUT, RAW),
    ("drop-all", "--cap-drop ALL", DROPPED, DROPPED),
    ("drop-all-lower", "--cap-drop=all", DROPPED, DROPPED),
    ("drop-all-twice", "--cap-drop NET_RAW --cap-drop ALL", DROPPED, DROPPED),
    ("drop-all-bind", "--cap-drop ALL --cap-add NET_BIND_SERVICE", DROPPED, DROPPED),
    ("drop-all-setuid", "--cap-drop all --cap-add setuid,CAP_SETGID", DROPPED, DROPPED),
    ("drop-all-raw-back", "--cap-drop ALL --cap-add NET_RAW", RAW_ADDED, RAW_ADDED),
    ("drop-all-admin", "--cap-drop ALL --cap-add SYS_ADMIN", BEYOND, BEYOND),
    ("privileged", "--privileged", "privileged", "privileged"),
    ("privileged-drop-raw", "--privileged --cap-drop NET_RAW", "privileged", "privileged"),
    ("nobody", "--user 65534", WITHOUT, RAW),
    ("nobody-add", "--user 65534 --cap-add SYS_PTRACE", BEYOND, BOTH),
    ("no-new-privileges", "--security-opt no-new-privileges --cap-drop ALL", DROPPED, DROPPED),
    ("others-back", "--cap-drop ALL " + add(OTHER_DEFAULTS), f"{RAW_DROPPED}|{WITHOUT}",
     RAW_DROPPED),
    ("all", "--cap-add ALL", EITHER, EITHER),
    ("all-less-raw", "--cap-add all --cap-drop NET_RAW", BEYOND, BEYOND),
)]

STOPPED = [Scenario(*row) for row in (
    ("never-started", "", WITHOUT, RAW, "created"),
    ("never-started-add", "--cap-add SYS_ADMIN", BEYOND, BOTH, "created"),
    ("never-started-dropped", "--cap-drop ALL", DROPPED, DROPPED, "created"),
    ("ended", "--cap-add NET_RAW", RAW_ADDED, RAW, "exited"),
    ("ended-dropped", "--cap-drop ALL", DROPPED, DROPPED, "exited"),
)]
