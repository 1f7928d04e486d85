#!/usr/bin/python3
"""Save what a real engine answers, for tests that have none: capture_docker.py FOLDER [RELEASE].

RELEASE is one of engines.py; without it, the machine's own engine.
"""

import os
import sys

import engines
import scenario
from client import Client
from engine import Engine
from making import make_all
from saving import save, save_answer

TAKEN = {"plain", "add-upper", "add-twice", "drop-all-lower", "drop-all-others-back", "drop-raw",
         "raw-both-spelled", "all-and-raw-less-raw", "privileged-drop-all", "nobody",
         "never-started", "ended", "paused-dropped", "add-bpf"}
ANSWERS = {"version": "/version", "info": "/info", "list": "/containers/json?all=1"}


def capture(engine: Engine, folder: str) -> None:
    """Make the containers; save `docker inspect` of them and the API's own answers."""
    possible = scenario.RUNNING + scenario.STOPPED
    possible += scenario.NEWER if engine.root else []
    make_all(engine, [case for case in possible if case.name in TAKEN])
    names = sorted(one["Names"][0].removeprefix("/") for one in engine.client.list())
    save(f"{folder}/inspect.json", engine.docker("inspect", *names).stdout)
    for name, target in ANSWERS.items():
        save_answer(Client(engine.socket), target, f"{folder}/{name}")


def main() -> int:
    if len(sys.argv) not in (2, 3):
        print("usage: capture_docker.py FOLDER [RELEASE]", file=sys.stderr)
        return 2
    folder, *release = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    with Engine(engines.root(release[0]) if release else "", usual=True) as engine:
        capture(engine, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
