#!/usr/bin/python3
"""Save what a real Swarm answers, for tests that have none: capture_swarm.py FOLDER.

Two nodes; one service is in the middle of an update.
"""

import os
import sys

from client import Client
from saving import save, save_answer
from swarm import Swarm
from test_swarm import ROLLING, fresh, states

SERVICES = {
    "plain": "", "drop-all": "--cap-drop ALL", "drop-raw": "--cap-drop net_raw --replicas 2",
    "add-admin": "--cap-add NET_ADMIN --user 65534 --label tier=edge",
    "back": "--cap-drop all --cap-add net_bind_service --cap-add CAP_CHOWN",
    "everywhere": "--mode global --cap-drop NET_RAW --cap-add SYS_PTRACE",
    "everything": "--cap-add ALL", "nowhere": "--replicas 0",
}
ROLLED = "rolling"
ANSWERS = {"version": "/version", "info": "/info", "services": "/services", "tasks": "/tasks",
           "list": "/containers/json?all=1"}
WORKER = {"worker-info": "/info", "worker-services": "/services"}


def make(swarm: Swarm) -> None:
    for name, options in SERVICES.items():
        swarm.create(name, *options.split())
    swarm.create(ROLLED, *ROLLING)
    swarm.wait("the last one runs", lambda: states(swarm, ROLLED).count("running") == 3)
    swarm.update(ROLLED, "--cap-drop", "ALL")
    swarm.wait("it is half way", lambda: fresh(swarm, ROLLED) == 1)


def capture(swarm: Swarm, folder: str) -> None:
    manager = swarm.manager
    for name, target in ANSWERS.items():
        save_answer(Client(manager.socket), target, f"{folder}/{name}")
    for name, target in WORKER.items():
        save_answer(Client(swarm.workers[0].socket), target, f"{folder}/{name}")
    save(f"{folder}/service-inspect.json",
         manager.docker("service", "inspect", *SERVICES, ROLLED).stdout)
    ids = [one["Id"] for one in manager.client.list()]
    save(f"{folder}/inspect.json", manager.docker("inspect", *ids).stdout)


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: capture_swarm.py FOLDER", file=sys.stderr)
        return 2
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    with Swarm(2) as swarm:
        make(swarm)
        capture(swarm, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
