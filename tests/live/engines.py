#!/usr/bin/python3
"""Folders with other Debian releases in them, for their engines: made once, then kept.

As a program: engines.py makes them and prints where they are.
"""

import os
import shutil
import subprocess
import sys

from engine import DOCKER, DOCKERD
from podman import PODMAN
from signals import turn_signals_into_exit
from skip import skip

RELEASES = ("trixie", "sid")
CACHE = os.environ.get("CISDOCKER_ENGINES") or "/var/cache/cisdocker-engines"
PACKAGES = "docker.io,docker-cli,podman,uidmap"
PROGRAMS = (DOCKER, DOCKERD, PODMAN, "/usr/bin/newuidmap")
PATIENCE = 1200


def mirror() -> str:
    """The mirror that this machine's own packages come from."""
    asked = subprocess.run(["apt-get", "indextargets", "--format", "$(ORIGIN) $(LABEL) $(REPO_URI)",
                            "Created-By: Packages"], capture_output=True, text=True, check=False)
    for line in asked.stdout.splitlines():
        if line.startswith("Debian Debian "):
            return line.split()[2]
    return skip("no Debian mirror among the apt sources of this machine")


def root(release: str) -> str:
    """The folder of a release, made by debootstrap if it, or a program in it, is not there yet."""
    if os.geteuid() != 0:
        skip("not root: debootstrap cannot run")
    if shutil.which("debootstrap") is None:
        skip("no debootstrap")
    os.makedirs(CACHE, exist_ok=True)
    made = f"{CACHE}/{release}"
    if not all(os.path.exists(made + program) for program in PROGRAMS):
        build(release, made)
    return made


def build(release: str, made: str) -> None:
    """Make it beside, then rename: a folder with the release's name is always whole."""
    half = f"{made}.{os.getpid()}"
    try:
        done = subprocess.run(
            ["unshare", "--mount", "--propagation", "private", "debootstrap", "--variant=minbase",
             f"--include={PACKAGES}", release, half, mirror()],
            capture_output=True, text=True, check=False, timeout=PATIENCE,
            env={"PATH": os.environ["PATH"], "DEBIAN_FRONTEND": "noninteractive"})
        if done.returncode != 0:
            skip(f"debootstrap {release} failed: " + reason(done, half))
        remove(made)
        os.rename(half, made)
    finally:
        remove(half)


def remove(folder: str) -> None:
    subprocess.run(["rm", "-rf", "--one-file-system", folder], check=False)


def reason(done: subprocess.CompletedProcess, half: str) -> str:
    lines = (done.stdout + done.stderr).strip().splitlines()[-2:]
    log = f"{half}/debootstrap/debootstrap.log"
    if os.path.exists(log):
        with open(log, encoding="utf-8", errors="replace") as text:
            lines += text.read().splitlines()[-5:]
    return "; ".join(lines)


def main() -> int:
    turn_signals_into_exit()
    for release in RELEASES:
        print(root(release), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
