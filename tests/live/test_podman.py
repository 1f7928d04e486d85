#!/usr/bin/python3
"""A real Podman, of root and of a user: report, kernel and saved output must agree."""

import json
import sys

import agreement
import audit
import image
import podman_scenario
from capability import mask
from kernel import bounding
from podman import Podman
from podman_scenario import Scenario
from rootless import Rootless
from tally import Tally

SLEEP = ("sleep", "100000")
POD = "trio"
MEMBERS = {"member": "", "member-add": "--cap-add NET_ADMIN"}
FEWEST_RUNNING = 25
PODMANS_OWN = ("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "NET_BIND_SERVICE", "SETFCAP",
               "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT")


def make(engine: Podman, case: Scenario) -> None:
    options = ("--name", case.name, *case.options.split(), image.NAME)
    if case.state == "created":
        engine.podman("create", *options, *SLEEP)
    elif case.state == "exited":
        engine.podman("run", *options, "true")
    else:
        engine.podman("run", "--detach", *options, *SLEEP)


def make_pod(engine: Podman) -> None:
    """A pod with its infra container, which is a container like others."""
    engine.podman("pod", "create", "--name", POD, *engine.placement(), "--network", "none",
                  "--infra-image", image.NAME, "--infra-command", " ".join(SLEEP))
    for name, options in MEMBERS.items():
        engine.podman("run", "--detach", "--pod", POD, "--name", name, *options.split(),
                      image.NAME, *SLEEP)


def with_podman(tally: Tally, result: dict, inspected: dict) -> None:
    """Subject, evidence and grant are what Podman's own endpoint says."""
    name, subject, evidence = inspected["Name"], result["subject"], result["evidence"]
    host = inspected["HostConfig"]
    tally.equal([subject[key] for key in ("kind", "id", "name", "image", "state")],
                ["container", inspected["Id"], name, inspected["ImageName"],
                 inspected["State"]["Status"]], f"{name}: subject")
    tally.equal([evidence[key] for key in ("privileged", "cap_add", "cap_drop", "bounding")],
                [host["Privileged"], host["CapAdd"] or [], host["CapDrop"] or [],
                 inspected["BoundingCaps"] or []], f"{name}: evidence")
    tally.equal(mask(result["granted"]), mask(inspected["BoundingCaps"] or []), f"{name}: granted")
    agreement.remedied(tally, name, result)


def with_kernel(tally: Tally, result: dict, inspected: dict) -> None:
    """The grant is CapBnd of the first process, bit for bit."""
    granted, kernel = mask(result["granted"]), bounding(inspected["State"]["Pid"])
    tally.expect(granted == kernel,
                 f"{inspected['Name']}: granted {granted:011x}, kernel {kernel:011x}")
    if "kernel" in result["evidence"]:
        tally.equal(mask(result["evidence"]["kernel"]["bounding"]), kernel,
                    f"{inspected['Name']}: kernel's bounding set in the evidence")


def hold(tally: Tally, engine: Podman, results: dict[str, dict]) -> dict[str, dict]:
    """Every container of the engine against its result; the engine's own words by name."""
    answers = {}
    for listed in engine.client.list():
        inspected = engine.client.get(f"/v4.0.0/libpod/containers/{listed['Id']}/json")
        name = inspected["Name"]
        answers[name] = inspected
        if not tally.expect(name in results, f"{name}: not in the report"):
            continue
        with_podman(tally, results[name], inspected)
        if inspected["State"]["Running"]:
            with_kernel(tally, results[name], inspected)
    tally.equal(sorted(results), sorted(answers), "names in the report")
    running = sum(one["State"]["Running"] for one in answers.values())
    tally.expect(running >= FEWEST_RUNNING, f"only {running} containers were running")
    return answers


def infra(tally: Tally, results: dict[str, dict], answers: dict[str, dict], raw: bool) -> None:
    """The pod's own container is audited too."""
    names = [name for name, one in answers.items() if one.get("IsInfra")]
    tally.equal(len(names), 1, "infra containers")
    for name in names:
        tally.equal(results[name]["verdict"], "fail" if raw else "pass", f"infra: {name}")


def saved(tally: Tally, engine: Podman, results: dict[str, dict]) -> None:
    """`podman inspect` into a file: the same results, but for where they are from."""
    path = f"{engine.folder}/saved.json"
    with open(path, "w", encoding="utf-8") as file:
        file.write(engine.podman("inspect", "--type", "container", *results).stdout)
    done = audit.run("check", "5.4", "--inspect", path, "--format", "json")
    again = audit.by_name(json.loads(done.stdout))
    tally.equal(sorted(again), sorted(results), "saved: names")
    for name in again.keys() & results.keys():
        results[name]["evidence"].pop("kernel", None)  # a file has no processes
        for key in ("subject", "verdict", "severity", "granted", "excess", "reasons", "evidence"):
            tally.equal(again[name][key], results[name][key], f"saved: {name}: {key}")


def target(tally: Tally, engine: Podman, report: dict) -> None:
    version = engine.client.get("/version")
    seen = [report["targets"][0][key] for key in ("engine", "engine_version", "host", "complete")]
    tally.equal(seen, ["podman", version["Version"], engine.client.get("/info")["Name"], True],
                "target")


def same_again(tally: Tally, engine: Podman, report: dict) -> None:
    """Podman does not say in which order it lists: it is the same one each time."""
    order = [result["subject"]["id"] for result in report["results"]]
    for _ in range(3):
        again = [result["subject"]["id"] for result in audit.check(engine.url)[0]["results"]]
        tally.equal(again, order, "order of the results")


def compare(tally: Tally, engine: Podman, raw: bool) -> str:
    """Bring all scenarios about in a running engine and hold the report against them."""
    cases = podman_scenario.RUNNING + podman_scenario.STOPPED
    for case in cases:
        make(engine, case)
    make_pod(engine)
    report, done = audit.check(engine.url)
    tally.equal(done.returncode, 1, f"exit status ({done.stderr.strip()})")
    target(tally, engine, report)
    results = audit.by_name(report)
    answers = hold(tally, engine, results)
    for case in cases:
        result, what = results.get(case.name), f"{case.name} ({case.options})"
        if tally.expect(result, f"{what}: no result"):
            tally.equal(result["subject"]["state"], case.state, f"{what}: state")
            tally.equal(result["verdict"], case.verdict(raw), f"{what}: verdict")
            tally.expect(audit.codes(result) in case.reasons(raw),
                         f"{what}: reasons {audit.codes(result)}, not {case.reasons(raw)}")
    infra(tally, results, answers, raw)
    same_again(tally, engine, report)
    saved(tally, engine, results)
    return f"podman {report['targets'][0]['engine_version']}, {len(results)} containers"


def configured(tally: Tally, root: str) -> None:
    """Where containers.conf grants NET_RAW to all, nobody who left it alone passes."""
    with Podman(root, default=(*PODMANS_OWN, "NET_RAW")) as engine:
        for name, options in {"plain": "", "dropped": "--cap-drop net_raw"}.items():
            engine.podman("create", "--name", name, *options.split(), image.NAME, *SLEEP)
        results = audit.by_name(audit.check(engine.url)[0])
    seen = {name: result["verdict"] for name, result in results.items()}
    tally.equal(seen, {"plain": "fail", "dropped": "pass"}, "NET_RAW in containers.conf")


def defaults(engine: Podman) -> list[str]:
    """What a container that asks for nothing is given, by Podman's own account."""
    engine.podman("create", "--name", "probe", image.NAME, "true")
    given = engine.client.get("/v4.0.0/libpod/containers/probe/json")["BoundingCaps"]
    engine.podman("rm", "probe")
    return given


def whole(name: str, engine: Podman) -> int:
    """All scenarios in an engine that is not running yet; the exit status."""
    tally = Tally(name)
    with engine:
        raw = "CAP_NET_RAW" in defaults(engine)
        note = compare(tally, engine, raw)
    return tally.status(f"{note}, NET_RAW by default: {raw}")


def of_root(name: str, root: str = "") -> int:
    """Every configuration of one release."""
    status = whole(f"{name}: root", Podman(root))
    status |= whole(f"{name}: without containers.conf's default", Podman(root, bare=True))
    tally = Tally(f"{name}: NET_RAW in containers.conf")
    configured(tally, root)
    return status | tally.status()


def main() -> int:
    return of_root("test_podman") | whole("test_podman: a user", Rootless())


if __name__ == "__main__":
    sys.exit(main())
