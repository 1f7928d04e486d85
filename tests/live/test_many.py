#!/usr/bin/python3
"""Many targets in one audit: side by side, in their order, and none hides another."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

import audit
import image
from engine import Engine
from tally import Tally

sys.path.insert(0, os.path.join(audit.HERE, "..", "hostile"))
from fake_engine import EVERY_KIND, PASSING, FakeEngine  # pylint: disable=wrong-import-position
from server import Request, Server, good_answer  # pylint: disable=wrong-import-position
from transport import silence  # pylint: disable=wrong-import-position

TIMEOUT = 3.0
DESCRIPTORS = 512
# A name server that hears and says nothing; it ends with what is run before it.
SILENT_NAMES = """
import socket, sys, time
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 53))
open(sys.argv[1], "w")
time.sleep(60)
"""
AMONG_SILENCE = """
ip link set lo up
echo nameserver 127.0.0.1 > "$0/resolv.conf"
mount --bind "$0/resolv.conf" /etc/resolv.conf
setpriv --pdeathsig KILL -- "$1" -c "$2" "$0/listens" > "$0/log" 2>&1 &
for i in 1 2 3 4 5 6 7 8 9; do [ -e "$0/listens" ] || sleep 0.3; done
shift 2
exec "$@"
"""
Seen = tuple[dict, subprocess.CompletedProcess, float]


class Stage:
    """Two real engines, and fake ones of several kinds, by name."""

    def __init__(self, stack: contextlib.ExitStack, engines: list[Engine]):
        self.folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="cisd-many-"))
        self.engines, self.stack = engines, stack
        self.urls = {f"real-{number}": engine.url for number, engine in enumerate(engines)}
        self.urls["missing"] = f"unix://{self.folder}/missing.sock"
        self.serve("good", PASSING, "")
        self.serve("bad", EVERY_KIND, "")
        self.serve("mute", PASSING, "version")
        self.serve("mute-list", PASSING, "list")
        self.serve("mute-inspect", PASSING, "inspect")

    def serve(self, name: str, kinds: tuple[str, ...], hangs_at: str) -> None:
        def choose(request: Request):
            return silence if request.route == hangs_at else good_answer

        path = f"{self.folder}/{name}.sock"
        self.stack.enter_context(Server(path, FakeEngine(6, kinds), choose))
        self.urls[name] = f"unix://{path}"

    def words(self, *names: str) -> list[str]:
        return [word for name in names for word in ("--host", self.urls[name])]

    def check(self, *names: str, options: tuple[str, ...] = (),
              before: tuple[str, ...] = ()) -> Seen:
        began = time.monotonic()
        done = audit.run("check", "5.4", "--format", "json", *self.words(*names),
                         "--timeout", str(TIMEOUT), *options, before=before,
                         SOURCE_DATE_EPOCH="0")
        return json.loads(done.stdout), done, time.monotonic() - began


def by_target(report: dict) -> list[list[dict]]:
    """The results of each target, without its number; they must come in the order of targets."""
    found: list[list[dict]] = [[] for _ in report["targets"]]
    for result in report["results"]:
        found[result["subject"].pop("target")].append(result)
    return found


def in_order(tally: Tally, report: dict, what: str) -> None:
    numbers = [result["subject"]["target"] for result in report["results"]]
    tally.equal(numbers, sorted(numbers), f"{what}: results in the order of the targets")


def same_as_alone(tally: Tally, stage: Stage) -> None:
    """Together they say what each says alone, whatever the order."""
    names = ["real-0", "good", "real-1", "bad"]
    alone = {name: by_target(stage.check(name)[0])[0] for name in names}
    tally.equal([len(alone[name]) for name in names], [3, 6, 2, 6], "alone: results")
    for order in (names, names[::-1]):
        report, done, _ = stage.check(*order)
        in_order(tally, report, f"{order}")
        tally.equal([target["uri"] for target in report["targets"]],
                    [stage.urls[name] for name in order], f"{order}: targets")
        tally.equal(by_target(report), [alone[name] for name in order], f"{order}: results")
        tally.equal((done.returncode, done.stderr), (1, ""), f"{order}: end")
    again = [stage.check(*names)[1].stdout for _ in range(3)]
    tally.equal(len(set(again)), 1, "the same bytes each time")


def one_fails(tally: Tally, stage: Stage) -> None:
    """What is out of reach is said, once each, and everybody else is judged."""
    for first, status in (("good", 3), ("bad", 1)):
        report, done, took = stage.check("mute", first, "missing", "mute-list", "good")
        complete = [target["complete"] for target in report["targets"]]
        tally.equal(complete, [False, True, False, False, True], f"{first}: complete")
        tally.equal([len(each) for each in by_target(report)], [0, 6, 0, 0, 6], f"{first}: results")
        tally.equal(done.returncode, status, f"{first}: exit status")
        lines = done.stderr.splitlines()
        tally.equal(len(lines), 3, f"{first}: a line for each that is not complete: {lines}")
        for line, name in zip(lines, ("mute", "missing", "mute-list")):
            tally.expect(re.match(rf"cisdocker: {re.escape(stage.urls[name])}( on fake-host)?: ",
                                  line), f"{first}: {name} is not in {line!r}")
        # The list comes after /info, which is answered: one patience each, side by side.
        tally.expect(TIMEOUT * 0.9 < took < TIMEOUT * 1.9, f"{first}: took {took:.1f} s")


def silent_containers(tally: Tally, stage: Stage) -> None:
    """An engine that lists and then is silent: its containers are errors, the others judged."""
    report, done, took = stage.check("mute-inspect", "mute-inspect", "good")
    verdicts = [{each["verdict"] for each in results} for results in by_target(report)]
    tally.equal(verdicts, [{"error"}, {"error"}, {"pass"}], "silent containers")
    tally.equal(done.returncode, 3, "silent containers: exit status")
    tally.expect(took < TIMEOUT * 3.6, f"silent containers: took {took:.1f} s")


def stopped(tally: Tally, stage: Stage) -> None:
    """A real engine that stands still holds nobody up."""
    os.kill(stage.engines[0].pid, signal.SIGSTOP)
    try:
        report, done, took = stage.check("real-0", "real-1", "good")
    finally:
        os.kill(stage.engines[0].pid, signal.SIGCONT)
    tally.equal([len(each) for each in by_target(report)], [0, 2, 6], "stopped: results")
    tally.equal(done.returncode, 1, "stopped: exit status")
    tally.expect(TIMEOUT * 0.9 < took < TIMEOUT * 3, f"stopped: took {took:.1f} s")


def time_limit(tally: Tally, stage: Stage) -> None:
    _, done, took = stage.check("mute-list", "good", options=("--time-limit", "0.5"))
    tally.equal(done.returncode, 3, "time limit: exit status")
    tally.expect("time limit" in done.stderr, f"time limit: {done.stderr!r}")
    tally.expect(took < TIMEOUT, f"time limit: took {took:.1f} s")


def heed_interrupts() -> None:
    """A shell's background job is started with SIGINT ignored, and the command keeps it so."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupted(tally: Tally, stage: Stage) -> None:
    """Ctrl-C while most of them hang."""
    words = stage.words(*["mute", "good", "mute-list", "mute-inspect"] * 10)
    with subprocess.Popen([audit.program(), "check", "5.4", *words], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, preexec_fn=heed_interrupts) as process:
        time.sleep(1)
        tally.equal(process.poll(), None, "interrupted: it still waited")
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    took = time.monotonic() - began
    tally.equal(process.returncode, 128 + signal.SIGINT, "interrupted: exit status")
    tally.expect(took < 5, f"interrupted: took {took:.1f} s")


def two_hundred(tally: Tally, stage: Stage) -> None:
    """More targets than there are descriptors for all at once."""
    report, done, _ = stage.check(*["good", "bad"] * 100,
                                  before=("prlimit", f"--nofile={DESCRIPTORS}"))
    tally.equal((done.returncode, done.stderr), (1, ""), "two hundred: end")
    tally.equal({target["complete"] for target in report["targets"]}, {True}, "two hundred")
    tally.equal({len(each) for each in by_target(report)}, {6}, "two hundred: results")
    _, done, _ = stage.check(*["good"] * 20, before=("prlimit", "--nofile=24"))
    tally.equal(done.returncode, 3, "too few descriptors: exit status")
    tally.expect("Too many open files" in done.stderr, f"too few descriptors: {done.stderr!r}")


def silent_names(tally: Tally, stage: Stage) -> None:
    """Nobody says where the host is: the time limit holds, the others are judged."""
    stage.urls["far"] = "tcp://far.somewhere.net:2375"
    began = time.time()
    report, done, _ = stage.check("far", "good", before=(
        "unshare", "--net", "--mount", "--propagation", "private", "sh", "-ec", AMONG_SILENCE,
        stage.folder, sys.executable, SILENT_NAMES))
    tally.expect(os.path.exists(f"{stage.folder}/listens"), "silent names: there was a server")
    took = time.time() - max(began, os.path.getmtime(f"{stage.folder}/listens"))
    tally.equal([len(each) for each in by_target(report)], [0, 6], "silent names: results")
    tally.expect("within 3.0 seconds" in done.stderr, f"silent names: {done.stderr!r}")
    tally.expect(TIMEOUT * 0.9 < took < 9, f"silent names: took {took:.1f} s")


TESTS = (same_as_alone, one_fails, silent_containers, stopped, time_limit, interrupted,
         two_hundred, silent_names)


def main() -> int:
    tally = Tally("test_many")
    with contextlib.ExitStack() as stack:
        engines = [stack.enter_context(Engine()) for _ in range(2)]
        for number, engine in enumerate(engines):
            for name in ("one", "two", "three")[:3 - number]:
                engine.client.create(f"{name}-{number}", {
                    "Image": image.NAME, "Cmd": ["true"], "HostConfig": {"CapDrop": ["CHOWN"]}})
        stage = Stage(stack, engines)
        for test in TESTS:
            test(tally, stage)
    return tally.status(f"{len(TESTS)} situations")


if __name__ == "__main__":
    sys.exit(main())
