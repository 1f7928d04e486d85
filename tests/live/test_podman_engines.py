#!/usr/bin/python3
"""The Podman test against newer Podmans: those of other Debian releases, each in its own root."""

import sys

import engines
import test_podman
from rootless import Rootless
from signals import turn_signals_into_exit


def main() -> int:
    turn_signals_into_exit()
    status = 0
    for release in engines.RELEASES:
        name, root = f"test_podman_engines: {release}", engines.root(release)
        status |= test_podman.of_root(name, root)
        status |= test_podman.whole(f"{name}: a user", Rootless(root))
    return status


if __name__ == "__main__":
    sys.exit(main())
