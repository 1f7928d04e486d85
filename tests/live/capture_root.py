#!/usr/bin/python3
"""Save the data root of a real engine, for tests that have none: capture_root.py FOLDER.

FOLDER/docker gets the two files of each container that are read; FOLDER/inspect.json what
`docker inspect` says of the same containers.
"""

import os
import shutil
import sys

import scenario
from engine import Engine
from making import make_all
from saving import save

TAKEN = {"plain", "add-twice", "drop-all-bind", "drop-raw", "raw-both-spelled",
         "all-and-raw-less-raw", "privileged-drop-all", "nobody", "never-started", "ended",
         "paused-dropped"}
FILES = ("config.v2.json", "hostconfig.json")


def capture(engine: Engine, folder: str) -> None:
    make_all(engine, [case for case in scenario.RUNNING + scenario.STOPPED if case.name in TAKEN])
    save(f"{folder}/inspect.json", engine.docker("inspect", *sorted(TAKEN)).stdout)
    containers = f"{engine.folder}/usual/docker/containers"
    for container in sorted(os.listdir(containers)):
        os.makedirs(f"{folder}/docker/containers/{container}")
        for name in FILES:
            shutil.copyfile(f"{containers}/{container}/{name}",
                            f"{folder}/docker/containers/{container}/{name}")


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: capture_root.py FOLDER", file=sys.stderr)
        return 2
    os.makedirs(sys.argv[1], exist_ok=True)
    with Engine(usual=True) as engine:
        capture(engine, sys.argv[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
