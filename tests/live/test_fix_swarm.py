#!/usr/bin/python3
"""`cisdocker fix SERVICE` on a real Swarm: its command is run as it stands, and the service passes.

Two more services have tasks, whose containers must pass as well. test_fix_swarm.py [--seed N]
"""

import random
import sys

import audit
from capability import mask
from known import known
from swarm import Swarm
from tally import Tally
from test_random import arguments

FORMS = {"smallest": (), "least": ("--least",)}
NAMES = ("NET_RAW", "CHOWN", "MKNOD", "SYS_TIME", "NET_ADMIN", "ALL")
DRAWN = 20
# What is in the way of the plain flags: dropping what was added only takes it off the one list.
CHOSEN = ("", "--cap-add NET_RAW", "--cap-add NET_RAW --cap-add CHOWN --cap-drop MKNOD",
          "--cap-drop ALL --cap-add NET_RAW --cap-add CHOWN", "--cap-add ALL",
          "--cap-add ALL --cap-drop NET_RAW", "--cap-drop NET_RAW --cap-add SYS_TIME",
          "--cap-add ALL --cap-drop ALL")
# The command as it is pasted; it shall not wait for tasks that there are none of.
SHELL = """docker() {
    test "$1 $2" = 'service update' || exit 99
    shift 2
    command /usr/bin/docker --host "$URL" service update --detach --no-resolve-image "$@"
}
"""


def draw(seed: int) -> list[str]:
    """Option sets for services: each name added, dropped, or neither."""
    chance = random.Random(seed)
    found = list(CHOSEN)
    for _ in range(DRAWN):
        flags = [(chance.choice(("--cap-add", "--cap-drop", None, None)), name) for name in NAMES]
        found.append(" ".join(f"{flag} {name}" for flag, name in flags if flag))
    return found


def fix(swarm: Swarm, name: str, form: str) -> str:
    done = audit.run("fix", name, "--host", swarm.manager.url, *FORMS[form])
    if done.returncode != 0:
        sys.exit(f"fix {name}: {done.stderr}")
    return done.stdout


def paste(swarm: Swarm, text: str) -> None:
    url = swarm.manager.url
    swarm.manager.run_inside("bash", "-euc", f"URL='{url}'\n{SHELL}\n{text}")


def services(swarm: Swarm) -> dict[str, dict]:
    report, _ = audit.check(swarm.manager.url)
    return {one["subject"]["name"]: one for one in report["results"]
            if one["subject"]["kind"] == "service"}


def hold(tally: Tally, before: dict, after: dict, form: str) -> None:
    name, evidence = before["subject"]["name"], before["evidence"]
    what = f"{name}: +{evidence['cap_add']} -{evidence['cap_drop']}"
    tally.equal(after["verdict"], "pass", f"{what}: verdict after the {form} change")
    kept = mask(before["granted"]) & ~mask(before["excess"])
    if form == "smallest":
        tally.equal(mask(after["granted"]), kept, f"{what}: grant")
    tally.expect(not mask(after["granted"]) & ~kept, f"{what}: more than was kept")


def compare(swarm: Swarm, tally: Tally, options: list[str], form: str) -> int:
    for number, flags in enumerate(options):
        swarm.create(f"{form}-{number}", "--replicas", "0", *flags.split())
    before = {name: one for name, one in services(swarm).items() if name.startswith(form)}
    tally.equal(len(before), len(options), "services found")
    failing = [name for name, one in before.items() if one["verdict"] == "fail"]
    for name in failing:
        paste(swarm, fix(swarm, name, form))
    after = services(swarm)
    for name in failing:
        hold(tally, before[name], after[name], form)
    return len(failing)


def running(swarm: Swarm, tally: Tally) -> None:
    """A service with a task: the container of the new task passes, too, in the kernel's eyes."""
    swarm.create("live", "--cap-add", "NET_RAW")
    swarm.wait("a task", lambda: any(one["Status"]["State"] == "running"
                                     for one in swarm.tasks(swarm.manager.client)))
    container = next(one for one in audit.check(swarm.manager.url)[0]["results"]
                     if one["subject"]["name"].startswith("live."))
    tally.equal([one["kind"] for one in container["remediation"]], ["docker-service-update"],
                "remedies of a task's container")
    paste(swarm, container["remediation"][0]["smallest"])
    gone = container["subject"]["name"]

    def replaced() -> bool:
        found = [one for one in audit.check(swarm.manager.url, "--running")[0]["results"]
                 if one["subject"]["kind"] == "container"]
        return [one["verdict"] for one in found if one["subject"]["name"] != gone] == ["pass"]
    swarm.wait("a task that passes", replaced)
    tally.equal(services(swarm)["live"]["verdict"], "pass", "the service with a task")


def main() -> int:
    given, tally = arguments(), Tally("test_fix_swarm")
    print(f"test_fix_swarm: --seed {given.seed}", flush=True)
    with Swarm() as swarm:
        usable = known(swarm.manager.client)
        options = [one for one in draw(given.seed)
                   if not mask([name for name in NAMES if f" {name}" in one and name != "ALL"])
                   & ~usable]
        fixed = [compare(swarm, tally, options, form) for form in FORMS]
        running(swarm, tally)
    tally.expect(min(fixed) >= len(CHOSEN) - 1, f"only {fixed} services failed")
    return tally.status(f"{sum(fixed)} services of {2 * len(options)} fixed")


if __name__ == "__main__":
    sys.exit(main())
