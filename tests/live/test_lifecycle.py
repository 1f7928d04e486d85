#!/usr/bin/python3
"""What happens around an audit of a real engine: things vanish, hang, or are out of reach."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time

import audit
import image
from engine import Engine
from proxy import proxy
from tally import Tally

NOBODY = "65534"
JUDGED = re.compile(r"\b[1-9]\d* (?:pass|fail|container)")
OPTIONS = {"steady": {"CapDrop": ["NET_RAW"]}, "fleeting": {"CapDrop": ["ALL"]},
           "wide": {"CapAdd": ["SYS_ADMIN"]}}
AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups",
             "--inh-caps=-all", "--")
# For a program in a folder that only root may enter: root, without the power to open everything.
AS_POWERLESS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--")


def create(engine: Engine, *names: str) -> None:
    for name in names:
        engine.client.create(name, {"Image": image.NAME, "Cmd": ["sleep", "100000"],
                                    "HostConfig": OPTIONS[name]})


def one_line(tally: Tally, done: subprocess.CompletedProcess, what: str, *words: str) -> None:
    """Exit status 3, one line on stderr that has the words, and nothing that could be a pass."""
    tally.equal(done.returncode, 3, f"{what}: exit status")
    lines = done.stderr.splitlines()
    tally.expect(len(lines) == 1, f"{what}: one line on stderr, not {lines}")
    for word in words:
        tally.expect(word in done.stderr, f"{what}: {word!r} is not in {done.stderr!r}")
    if done.stdout.startswith("{"):
        nothing_judged(tally, json.loads(done.stdout.splitlines()[-1] if "jsonl" in what
                                         else done.stdout), what)
    else:
        tally.expect("INCOMPLETE" in done.stdout and not JUDGED.search(done.stdout),
                     f"{what}: report: {done.stdout!r}")


def nothing_judged(tally: Tally, report: dict, what: str) -> None:
    """A report of a target that could not be read says so and counts nobody."""
    tally.expect(not any(report["counts"].values()), f"{what}: counts {report['counts']}")
    for target in report.get("targets", []):
        tally.expect(target["complete"] is False and target["error"], f"{what}: {target}")
    tally.equal(report.get("results", []), [], f"{what}: results")


def vanishing(tally: Tally, engine: Engine) -> None:
    """A container removed between the list and its inspect is a result, not the end of the run."""
    create(engine, *OPTIONS)
    removed = []

    def remove_after_list(target: str) -> None:
        if "/containers/json" in target and not removed:
            removed.append(target)
            engine.docker("rm", "--force", "fleeting")

    with proxy(f"{engine.folder}/proxy.sock", engine.socket, remove_after_list) as server:
        report, done = audit.check(server.url)
    tally.equal(len(removed), 1, "vanishing: the list was asked for")
    tally.equal(done.returncode, 1, "vanishing: exit status")
    seen = {name: (result["verdict"], audit.codes(result))
            for name, result in audit.by_name(report).items()}
    tally.equal(seen, {"steady": ("pass", {"net-raw-dropped"}),
                       "fleeting": ("notapplicable", {"vanished"}),
                       "wide": ("fail", {"net-raw-default", "added-beyond-default"})}, "vanishing")
    tally.equal(report["counts"]["notapplicable"], 1, "vanishing: counts")
    tally.equal(report["targets"][0]["complete"], True, "vanishing: target complete")


def only_vanished(tally: Tally, engine: Engine) -> None:
    """Where nobody else is left, the run still ends well: nothing failed, all was judged."""
    engine.docker("rm", "--force", "steady", "wide")
    create(engine, "fleeting")

    def remove_after_list(target: str) -> None:
        if "/containers/json" in target:
            engine.docker("rm", "--force", "fleeting", check=False)

    with proxy(f"{engine.folder}/proxy2.sock", engine.socket, remove_after_list) as server:
        report, done = audit.check(server.url)
    tally.equal(done.returncode, 0, "only vanished: exit status")
    tally.equal([result["verdict"] for result in report["results"]], ["notapplicable"],
                "only vanished")


def no_containers(tally: Tally, engine: Engine) -> None:
    engine.docker("container", "prune", "--force")
    report, done = audit.check(engine.url)
    tally.equal((done.returncode, report["results"]), (0, []), "no containers")


def only_get(tally: Tally, engine: Engine) -> None:
    """Nothing is asked of the engine but to show."""
    create(engine, "steady", "wide")
    with proxy(f"{engine.folder}/proxy3.sock", engine.socket) as server:
        for form in ("text", "json", "jsonl"):
            audit.run("check", "5.4", "--host", server.url, "--format", form)
    methods = {line.split(" ", 1)[0] for line in server.lines}
    tally.equal(methods, {"GET"}, "only GET: methods")
    tally.expect(sum("/json" in line for line in server.lines) >= 9,
                 f"only GET: too few requests to judge by: {server.lines}")
    sized = [line for line in server.lines if "size=1" in line or "size=true" in line]
    tally.equal(sized, [], "only GET: sizes are dear and not needed")


def no_socket(tally: Tally, engine: Engine) -> None:
    missing = f"{engine.folder}/missing.sock"
    for form in ("text", "json", "jsonl"):
        done = audit.run("check", "5.4", "--host", f"unix://{missing}", "--format", form)
        one_line(tally, done, f"no socket, {form}", missing)


def dead_socket(tally: Tally, engine: Engine) -> None:
    """A socket file that nobody listens at, as a crashed daemon leaves it."""
    path = f"{engine.folder}/dead.sock"
    with proxy(path, engine.socket):
        pass
    tally.expect(os.path.exists(path), "dead socket: the test left a socket file")
    one_line(tally, audit.run("check", "5.4", "--host", f"unix://{path}"), "dead socket", path)


def no_permission(tally: Tally, engine: Engine) -> None:
    """Another user gets one line that says what to do."""
    before = AS_NOBODY
    with contextlib.suppress(OSError):
        if audit.run("--version", before=AS_NOBODY).returncode != 0:
            before = AS_POWERLESS
    os.chown(engine.socket, 1, 1)
    os.chmod(engine.socket, 0o660)
    done = audit.run("check", "5.4", "--host", engine.url, before=before)
    os.chown(engine.socket, 0, 0)
    one_line(tally, done, f"no permission ({before[1]})", engine.socket, "ermission")
    told = any(word in done.stderr for word in ("root", "group", "sudo"))
    tally.expect(told, f"no permission: no word of what to do in {done.stderr!r}")


def hanging(tally: Tally, engine: Engine) -> None:
    """A daemon that accepts and never answers: the time limit ends it, and it is not a pass."""
    for form in ("text", "json"):
        os.kill(engine.pid, signal.SIGSTOP)
        began = time.monotonic()
        try:
            done = audit.run("check", "5.4", "--host", engine.url, "--format", form,
                             "--timeout", "2", timeout=60)
        finally:
            os.kill(engine.pid, signal.SIGCONT)
        took = time.monotonic() - began
        tally.expect(1.5 < took < 10, f"hanging, {form}: took {took:.1f} s with --timeout 2")
        one_line(tally, done, f"hanging, {form}", engine.socket)
    report, done = audit.check(engine.url)
    tally.equal((done.returncode, len(report["results"])), (1, 2), "after it went on again")


TESTS = (vanishing, only_vanished, no_containers, only_get, no_socket, dead_socket,
         no_permission, hanging)


def main() -> int:
    tally = Tally("test_lifecycle")
    with Engine() as engine:
        for test in TESTS:
            test(tally, engine)
    return tally.status(f"{len(TESTS)} situations")


if __name__ == "__main__":
    sys.exit(main())
