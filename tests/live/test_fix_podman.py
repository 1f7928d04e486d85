#!/usr/bin/python3
"""Doing what the report advises for Podman: containers made anew with the flags pass."""

import shlex
import sys

import audit
import image
from capability import mask
from podman import Podman
from tally import Tally

FORMS = ("smallest", "least")
CASES = {
    "net-raw": "--cap-add=NET_RAW", "net-admin": "--cap-add=NET_ADMIN",
    "two": "--cap-add=NET_RAW --cap-add=MKNOD", "less": "--cap-drop=CHOWN --cap-add=SYS_TIME",
    "from-nothing": "--cap-drop=ALL --cap-add=NET_ADMIN --cap-add=CHOWN",
    "all": "--cap-add=ALL", "all-but": "--cap-add=ALL --cap-drop=NET_RAW",
    "privileged": "--privileged", "mknod": "--cap-drop=MKNOD --cap-add=SYS_NICE",
}


def create(podman: Podman, name: str, flags: str) -> None:
    podman.podman("create", "--name", name, *shlex.split(flags), image.NAME, "sleep", "100")


def advise(tally: Tally, result: dict) -> dict[str, str]:
    name = result["subject"]["name"]
    remedies = {one["kind"]: one for one in result["remediation"]}
    if not tally.equal(list(remedies), ["podman-run"], f"{name}: kinds of remedies"):
        return {}
    return {form: remedies["podman-run"][form] for form in FORMS}


def hold(tally: Tally, before: dict, form: str, after: dict) -> None:
    name = before["subject"]["name"]
    kept = mask(before["granted"]) & ~mask(before["excess"])
    tally.equal(after["verdict"], "pass", f"{name}: verdict after the {form} change")
    if form == "smallest":
        tally.equal(mask(after["granted"]), kept, f"{name}: grant")
    tally.expect(not mask(after["granted"]) & ~kept, f"{name}: more than was kept")


def compare(podman: Podman, tally: Tally) -> int:
    for name, flags in CASES.items():
        create(podman, name, flags)
    before = audit.by_name(audit.check(podman.url)[0])
    failing = [name for name in CASES if before[name]["verdict"] == "fail"]
    for name in failing:
        for form, flags in advise(tally, before[name]).items():
            tally.expect(flags, f"{name}: the {form} remedy is empty")
            create(podman, f"{name}.{form}", flags)
    after = audit.by_name(audit.check(podman.url)[0])
    for name in failing:
        for form in FORMS:
            hold(tally, before[name], form, after[f"{name}.{form}"])
    return len(failing)


def main() -> int:
    tally, fixed = Tally("test_fix_podman"), []
    for bare in (False, True):
        with Podman(bare=bare) as podman:
            fixed.append(compare(podman, tally))
    tally.expect(min(fixed) >= len(CASES) - 1, f"only {fixed} containers failed")
    return tally.status(f"{sum(fixed)} containers fixed")


if __name__ == "__main__":
    sys.exit(main())
