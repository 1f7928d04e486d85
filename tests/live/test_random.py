#!/usr/bin/python3
"""Randomly drawn option sets on a real engine, each held against the kernel and the oracle.

test_random.py [--seed N] [--count N]; the seed is printed, so that a failure can be had again.
"""

import argparse
import random
import sys
import time

import agreement
import audit
import image
import oracle
from capability import NAMES, mask
from client import Client, on_all
from engine import Engine
from kernel import machine_bounding
from known import known
from oracle import Options
from tally import Tally

BATCH = 60
SPELLINGS = (str, str.lower, str.title, "CAP_{}".format, lambda name: f"cap_{name.lower()}",
             lambda name: f"Cap_{name.title()}")
ALLS = ("ALL", "all", "All", "aLL")


class Draw:
    """Option sets out of one seed, of names that engine and machine both have."""

    def __init__(self, seed: int, names: list[str]):
        self.random = random.Random(seed)
        self.names = names

    def options(self) -> Options:
        return Options(self.random.random() < 0.06, self.list(0.12), self.list(0.35))

    def list(self, chance_of_all: float) -> tuple[str, ...]:
        most = self.random.choice((0, 0, 1, 2, 3, 6, 12, len(self.names)))
        names = [self.spelled(self.name()) for _ in range(self.random.randint(0, most))]
        if self.random.random() < chance_of_all:
            names.insert(self.random.randint(0, len(names)), self.random.choice(ALLS))
        return tuple(names)

    def name(self) -> str:
        """NET_RAW more often than others: most of the rule turns on it."""
        return "NET_RAW" if self.random.random() < 0.15 else self.random.choice(self.names)

    def spelled(self, name: str) -> str:
        return self.random.choice(SPELLINGS)(name)


def body(options: Options) -> dict:
    host = {"Privileged": options.privileged, "NetworkMode": "none",
            "LogConfig": {"Type": "none"},
            "CapAdd": list(options.add), "CapDrop": list(options.drop)}
    return {"Image": image.NAME, "Cmd": ["sleep", "100000"], "HostConfig": host}


def begin(client: Client, numbered: tuple[int, Options]) -> dict:
    """Create and start one container; what the engine says of it."""
    number, options = numbered
    container = client.create(f"drawn-{number:03}", body(options))
    client.start(container)
    return client.inspect(container)


def hold(tally: Tally, engine: Engine, batch: list[tuple[int, Options]], names: int) -> None:
    """Start a batch, audit the engine, hold every result, and remove the batch."""
    begun = on_all(engine.socket, batch, begin)
    report, _ = audit.check(engine.url)
    results = audit.by_name(report)
    tally.equal(len(report["results"]), len(begun), "number of results")
    for (number, options), inspected in zip(batch, begun):
        result = results[f"drawn-{number:03}"]
        tally.equal(Options.of(inspected), options, f"drawn-{number:03}: options the engine kept")
        agreement.with_engine(tally, result, inspected)
        agreement.with_kernel(tally, result, inspected, names)
        agreement.with_oracle(tally, result, inspected, names)
    on_all(engine.socket, begun, lambda client, one: client.remove(one["Id"]))


def spread(tally: Tally, drawn: list[tuple[int, Options]], names: int) -> str:
    """The draw must have had all kinds in it, or it proves nothing."""
    kinds = {"privileged": sum(one.privileged for _, one in drawn),
             "add all": sum(oracle.has_all(one.add) for _, one in drawn),
             "drop all": sum(oracle.has_all(one.drop) for _, one in drawn),
             "pass": sum(oracle.verdict(one, names) == "pass" for _, one in drawn)}
    if len(drawn) >= 200:
        for kind, number in kinds.items():
            tally.expect(number >= 3, f"only {number} of {len(drawn)} draws are '{kind}'")
    return ", ".join(f"{number} {kind}" for kind, number in kinds.items())


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="hold random option sets against the kernel")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--count", type=int, default=300)
    return parser.parse_args()


def compare(engine: Engine, tally: Tally, seed: int, count: int) -> str:
    """Draw, start and hold, a batch at a time."""
    began, names = time.monotonic(), known(engine.client)
    draw = Draw(seed, [name for name in NAMES if mask([name]) & names & machine_bounding()])
    drawn = [(number, draw.options()) for number in range(count)]
    for first in range(0, count, BATCH):
        hold(tally, engine, drawn[first:first + BATCH], names)
    return f"{count} drawn, {spread(tally, drawn, names)}, {time.monotonic() - began:.0f} s"


def main() -> int:
    given, tally = arguments(), Tally("test_random")
    print(f"test_random: --seed {given.seed}", flush=True)
    with Engine() as engine:
        note = compare(engine, tally, given.seed, given.count)
    return tally.status(note)


if __name__ == "__main__":
    sys.exit(main())
