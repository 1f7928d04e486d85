#!/usr/bin/python3
"""Doing what the report advises: a container made anew with the flags must pass, on a real engine.

test_remedy.py [--seed N] [--count N]: drawn option sets, as in test_random.py.
"""

import re
import sys

import audit
from capability import NAMES, mask
from client import Client, on_all
from engine import Engine
from kernel import machine_bounding
from known import known
from oracle import Options
from tally import Tally
from test_random import Draw, arguments, body

FORMS = ("smallest", "least")
FLAG = re.compile(r"--cap-(add|drop)=([A-Z_]+)")


def options_of(flags: str) -> Options | None:
    """Flags as the docker command would read them; None if there is anything else among them."""
    matches = [FLAG.fullmatch(word) for word in flags.split()]
    if not matches or None in matches:
        return None
    pairs = [match.groups() for match in matches]
    return Options(False, tuple(name for kind, name in pairs if kind == "add"),
                   tuple(name for kind, name in pairs if kind == "drop"))


def advice(tally: Tally, result: dict) -> dict[str, Options]:
    """The options that each form of the remedy for `docker run` comes to."""
    name = result["subject"]["name"]
    found = [one for one in result["remediation"] if one["kind"] == "docker-run"]
    if not tally.equal(len(found), 1, f"{name}: remedies for docker run"):
        return {}
    read = {form: options_of(found[0][form]) for form in FORMS}
    for form, options in read.items():
        tally.expect(options, f"{name}: {form}: not flags: {found[0][form]!r}")
    tally.expect(found[0]["note"], f"{name}: note")
    return {f"{name}.{form}": options for form, options in read.items() if options}


def create_all(engine: Engine, wanted: dict[str, Options]) -> None:
    def create(client: Client, named: tuple[str, Options]) -> None:
        client.create(named[0], body(named[1]))
    on_all(engine.socket, wanted.items(), create)


def hold(tally: Tally, before: dict, form: str, after: dict) -> None:
    """It passes now, by taking away the excess and, in the smallest form, nothing else."""
    name, evidence = after["subject"]["name"], before["evidence"]
    tally.equal(after["verdict"], "pass", f"{name}: verdict after the remedy of {evidence}")
    kept, granted = mask(before["granted"]) & ~mask(before["excess"]), mask(after["granted"])
    tally.expect(not granted & ~kept, f"{name}: more than was kept of {evidence}")
    if form == "smallest" and not evidence["privileged"]:
        tally.equal(granted, kept, f"{name}: grant after the smallest change of {evidence}")


def compare(engine: Engine, tally: Tally, seed: int, count: int) -> str:
    names = known(engine.client)
    draw = Draw(seed, [name for name in NAMES if mask([name]) & names & machine_bounding()])
    drawn = {f"drawn-{number:03}": draw.options() for number in range(count)}
    create_all(engine, drawn)
    before = audit.by_name(audit.check(engine.url)[0])
    failing = [result for result in before.values() if result["verdict"] == "fail"]
    wanted = {name: options for result in failing for name, options in
              advice(tally, result).items()}
    create_all(engine, wanted)
    after = audit.by_name(audit.check(engine.url)[0])
    for name in wanted:
        origin, _, form = name.rpartition(".")
        hold(tally, before[origin], form, after[name])
    tally.expect(len(wanted) >= count, f"only {len(wanted)} remedies of {count} draws")
    return f"{len(failing)} of {count} drawn fail, {len(wanted)} remedies applied"


def main() -> int:
    given, tally = arguments(), Tally("test_remedy")
    print(f"test_remedy: --seed {given.seed}", flush=True)
    with Engine() as engine:
        note = compare(engine, tally, given.seed, given.count)
    return tally.status(note)


if __name__ == "__main__":
    sys.exit(main())
