#!/usr/bin/env python3
"""cisdocker against engines that lie, stall, flood and break off. TAP on stdout.

    CISDOCKER=/path/to/cisdocker test_hostile.py [--list] [--jobs N] [PATTERN]...
"""

import argparse
import concurrent.futures
import fnmatch
import itertools
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Callable, Iterator

from complaints import all_complaints, text_complaints
from connecting import CONNECTING, Obstacle, obstacle_complaints
from content import CONTENT
from fake_engine import FakeEngine
from outcome import Behaviour
from run_command import built_measure, run_command
from server import Answer, Request, Server, good_answer
from transport import TRANSPORT

Complaints = list[str]
Case = tuple[str, Callable[[], Complaints]]
SPARE_SECONDS = 5  # what starting up on a busy machine may take


class Trap:
    """A TCP port of this machine that nobody may connect to."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.setblocking(False)
        self.url = "http://127.0.0.1:%d/" % self.listener.getsockname()[1]

    def sprung(self) -> bool:
        try:
            self.listener.accept()[0].close()
        except BlockingIOError:
            return False
        return True


def chooser(behaviour: Behaviour, engine: FakeEngine) -> Callable[[Request], Answer]:
    def choose(request: Request) -> Answer:
        route = request.route
        if route == "inspect":
            victim = engine.containers[behaviour.victim].id
            route = "inspect" if request.container_id == victim else "every inspect"
            if "every inspect" in behaviour.answers:
                route = "every inspect"
        return behaviour.answers.get(route, good_answer)
    return choose


class Bench:
    """What the cases share."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.trap = folder, Trap()
        self.measure = built_measure(folder)
        self.numbers = itertools.count()

    def socket_path(self) -> Path:
        return self.folder / f"{next(self.numbers)}.sock"

    def check(self, behaviour: Behaviour, form: str) -> Complaints:
        engine = FakeEngine(behaviour.containers, behaviour.kinds)
        engine.elsewhere = self.trap.url
        path = self.socket_path()
        with Server(str(path), engine, chooser(behaviour, engine)) as server:
            run = run_command(
                self.measure, 4 * behaviour.timeout + SPARE_SECONDS,
                "check", "5.4", "--host", f"unix://{path}", "--format", form, "--color", "never",
                "--timeout", str(behaviour.timeout), *behaviour.options)
            judge = all_complaints if form == "json" else text_complaints
            found = list(judge(behaviour, server, run))
        path.unlink()
        return found

    def check_obstacle(self, obstacle: Obstacle) -> Complaints:
        return obstacle_complaints(obstacle, self.folder, self.measure)

    def check_trap(self) -> Complaints:
        return ["something connected to the TCP port"] if self.trap.sprung() else []


def all_cases(bench: Bench) -> Iterator[Case]:
    for behaviour in [*TRANSPORT, *CONTENT]:
        yield behaviour.name, lambda it=behaviour: bench.check(it, "json")
        if behaviour.in_text:
            yield behaviour.name + ":text", lambda it=behaviour: bench.check(it, "text")
    for obstacle in CONNECTING:
        yield "connect:" + obstacle.name.replace(" ", "-"), lambda it=obstacle: bench.check_obstacle(it)


def chosen(cases: list[Case], patterns: list[str]) -> list[Case]:
    return [case for case in cases
            if not patterns or any(fnmatch.fnmatch(case[0], pattern) for pattern in patterns)]


def run_case(case: Case) -> Complaints:
    try:
        return case[1]()
    except Exception as error:  # one broken case must not hide the others
        return [f"the test itself failed: {type(error).__name__}: {error}"]


def tell(number: int, name: str, found: Complaints) -> None:
    print(f"{'not ok' if found else 'ok'} {number} - {name}")
    for complaint in found[:5]:
        print("#   " + complaint.replace("\n", "\n#   "))
    sys.stdout.flush()


def run_all(cases: list[Case], last: Case, jobs: int) -> int:
    failed = 0
    print(f"1..{len(cases) + 1}")
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        results = itertools.chain(pool.map(run_case, cases), map(run_case, [last]))
        for number, (case, found) in enumerate(zip([*cases, last], results), 1):
            tell(number, case[0], found)
            failed += bool(found)
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description="cisdocker against hostile engines")
    parser.add_argument("--list", action="store_true", help="names of the cases")
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("patterns", nargs="*", metavar="PATTERN")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the folder goes away
    with tempfile.TemporaryDirectory(prefix="hostile.", dir="/tmp") as folder:
        bench = Bench(Path(folder))
        cases = chosen(list(all_cases(bench)), options.patterns)
        if options.list:
            print("\n".join(name for name, _ in cases))
            return 0
        failed = run_all(cases, ("no redirect was followed to TCP", bench.check_trap),
                         options.jobs)
    print(f"# {failed} of {len(cases) + 1} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
