#!/usr/bin/python3
"""Save what a real Podman answers, for tests that have none.

capture_podman.py FOLDER [--bare | RELEASE]: RELEASE is one of engines.py; without it, the machine's
own Podman. --bare leaves the distribution's default capabilities out: Podman's built-in ones hold.
"""

import json
import os
import sys

import engines
from client import Client
from image import NAME
from podman import Podman
from saving import save, save_answer

SLEEP = ("sleep", "100000")
CONTAINERS = {
    "plain": "",
    "add-net-admin": "--cap-add NET_ADMIN",
    "add-raw": "--cap-add cap_net_raw",
    "drop-all": "--cap-drop all",
    "drop-all-bind": "--cap-drop ALL --cap-add NET_BIND_SERVICE",
    "drop-all-raw-back": "--cap-drop ALL --cap-add NET_RAW",
    "all": "--cap-add all",
    "all-less-raw": "--cap-add ALL --cap-drop NET_RAW",
    "privileged": "--privileged",
    "nobody-add": "--user 65534 --cap-add SYS_PTRACE",
}
CREATED = {"never-started": "--cap-add SYS_ADMIN"}
BARE = {"plain", "drop-all-bind", "all-less-raw"}
ANSWERS = {"version": "/version", "info": "/info", "list": "/containers/json?all=1",
           "libpod-list": "/v4.0.0/libpod/containers/json?all=1"}
INSPECTS = {"libpod": "/v4.0.0/libpod/containers/{}/json", "compat": "/v1.40/containers/{}/json"}


def make(engine: Podman, bare: bool) -> list[str]:
    """The containers; their names."""
    running = {name: CONTAINERS[name] for name in CONTAINERS if not bare or name in BARE}
    for name, options in running.items():
        engine.podman("run", "--detach", "--name", name, *options.split(), NAME, *SLEEP)
    for name, options in CREATED.items():
        engine.podman("create", "--name", name, *options.split(), NAME, *SLEEP)
    return [*running, *CREATED]


def capture(engine: Podman, folder: str, bare: bool) -> None:
    names = make(engine, bare)
    save(f"{folder}/inspect.json", engine.podman("inspect", *names).stdout)
    for kind, target in INSPECTS.items():
        found = [json.dumps(engine.client.get(target.format(name)), separators=(",", ":"))
                 for name in names]
        save(f"{folder}/{kind}.json", "[" + ",\n".join(found) + "]")
    for name, target in ANSWERS.items():
        save_answer(Client(engine.socket), target, f"{folder}/{name}")


def main() -> int:
    if len(sys.argv) not in (2, 3):
        print("usage: capture_podman.py FOLDER [--bare | RELEASE]", file=sys.stderr)
        return 2
    folder, *option = sys.argv[1:]
    bare = option == ["--bare"]
    os.makedirs(folder, exist_ok=True)
    with Podman(engines.root(option[0]) if option and not bare else "", bare) as engine:
        capture(engine, folder, bare)
    return 0


if __name__ == "__main__":
    sys.exit(main())
