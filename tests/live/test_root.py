#!/usr/bin/python3
"""The same containers seen live, from saved inspect output and from the data root: the same bytes.

Also Podman's storage against Podman itself.
"""

import json
import os
import sys

import audit
import scenario
from engine import Engine
from making import make_all
from podman import Podman
from tally import Tally

FEWEST = 30
# Where engines before and after 19.03 differ, what does not know its engine says more. By hand.
BY_VERSION = {"all-and-raw-less-raw"}
PODMAN = {"plain": "", "everything": "--privileged", "nothing": "--cap-drop ALL",
          "raw": "--cap-add NET_RAW", "device": "--cap-add MKNOD", "nobody": "--user 65534",
          "all": "--cap-add ALL", "less": "--cap-drop CHOWN --cap-drop KILL"}


def lines(*options: str) -> dict[str, str]:
    """The results as they stand in the report, by name."""
    done = audit.run("check", "5.4", *options, "--format", "json", "--kernel", "off",
                     SOURCE_DATE_EPOCH="1700000000")
    found = [line.rstrip(",") for line in done.stdout.split("\n")
             if line.startswith('{"subject"')]
    return {json.loads(line)["subject"]["name"]: line for line in found}


def save(engine: Engine, names: list[str]) -> str:
    path = f"{engine.folder}/inspect.json"
    with open(path, "w", encoding="utf-8") as file:
        file.write(engine.docker("inspect", *names).stdout)
    return path


def grants_more(live: str, other: str) -> bool:
    """The same verdict, and nothing granted live that is not granted there."""
    one, two = json.loads(live), json.loads(other)
    return one["verdict"] == two["verdict"] and set(one["granted"]) < set(two["granted"])


def docker(tally: Tally, engine: Engine) -> int:
    cases = scenario.RUNNING + scenario.STOPPED
    make_all(engine, cases)
    names = sorted(case.name for case in cases)
    live = lines("--host", engine.url)
    saved, root = lines("--inspect", save(engine, names)), lines("--root", f"{engine.folder}/data")
    tally.expect(len(live) >= FEWEST, f"only {len(live)} containers")
    newest_first = engine.docker("ps", "--all", "--format", "{{.Names}}").stdout.split()
    tally.equal(list(live), newest_first, "live names in the engine's order")
    tally.equal(list(root), names, "names in the data root by name")
    tally.equal(sorted(saved), sorted(live), "names in saved output")
    for name in names:
        tally.expect(saved.get(name) == root.get(name), f"{name}: saved and data root differ")
        if name in BY_VERSION & live.keys():
            tally.expect(grants_more(live[name], root[name]), f"{name}: not the larger grant")
        else:
            tally.expect(live.get(name) == root.get(name), f"{name}: live and data root differ")
    return len(live)


def stopped(tally: Tally, engine: Engine, count: int) -> None:
    """The engine is gone, its files are there: a crash leaves everybody running on paper."""
    before = lines("--root", f"{engine.folder}/data")
    engine.process.kill()
    engine.process.wait()
    after = lines("--root", f"{engine.folder}/data")
    tally.equal(len(after), count, "after a crash")
    tally.expect(after == before, "a crash changed what the data root says")


def podman(tally: Tally, engine: Podman) -> int:
    for name, options in PODMAN.items():
        engine.podman("run", "--detach", "--name", name, *options.split(), "tiny:latest", "sleep",
                      "100000")
    engine.podman("create", "--name", "never-started", "tiny:latest", "true")
    engine.podman("kill", "plain")
    live = audit.by_name(audit.check(engine.url, "--kernel", "off")[0])
    done = audit.run("check", "5.4", "--root", f"{engine.folder}/usual/containers", "--format",
                     "json")
    root = audit.by_name(json.loads(done.stdout))
    tally.equal(sorted(root), sorted(live), "podman: names")
    unstarted = root.pop("never-started", {"verdict": "missing"})
    tally.equal(unstarted["verdict"], "error", "podman: without a configuration of the runtime's")
    for name, result in root.items():
        for key in ("verdict", "granted", "excess"):
            tally.equal(result[key], live[name][key], f"podman: {name}: {key}")
        for key in ("id", "image"):
            tally.equal(result["subject"][key], live[name]["subject"][key],
                        f"podman: {name}: {key}")
    return len(root)


def main() -> int:
    tally = Tally("test_root")
    with Engine() as engine:
        count = docker(tally, engine)
        stopped(tally, engine, count)
    note = f"{count} containers of Docker"
    if os.access("/usr/bin/podman", os.X_OK):
        with Podman() as engine:
            note += f", {podman(tally, engine)} of Podman"
    return tally.status(note)


if __name__ == "__main__":
    sys.exit(main())
