#!/usr/bin/python3
"""A real Swarm of three nodes: services, their tasks' containers on every node, rollouts."""

import json
import sys

import audit
from capability import EVERY, mask, named
from client import Client
from engine import Engine
from kernel import bounding, machine_bounding
from known import known
from proxy import proxy
from swarm import Swarm
from swarm_scenario import ALL, SERVICES, Scenario
from tally import Tally

NODES = 3
ROLLING = ("--replicas", "3", "--update-parallelism", "1", "--update-delay", "1h")
ALONE = "alone"


def granted(case: Scenario) -> int:
    return EVERY if case.granted == ALL else mask(case.granted.split())


def make(swarm: Swarm) -> None:
    for case in SERVICES:
        swarm.create(case.name, *case.options.split())
    for case in SERVICES:
        for options in case.updates:
            swarm.update(case.name, *options.split())
    wanted = sum(case.tasks for case in SERVICES)
    swarm.wait(f"{wanted} running tasks", lambda: settled(swarm, wanted))


def settled(swarm: Swarm, wanted: int) -> bool:
    """All that is to run runs, of the newest spec, and what was replaced has ended."""
    specs = {one["ID"]: one["Spec"]["TaskTemplate"]["ContainerSpec"]
             for one in swarm.manager.client.get("/services")}
    tasks = swarm.tasks(swarm.manager.client)
    return len(tasks) == wanted and all(
        task["Status"]["State"] == "running" and
        lists(task["Spec"]["ContainerSpec"]) == lists(specs[task["ServiceID"]]) for task in tasks)


def lists(spec: dict) -> tuple[list[str], list[str]]:
    return spec.get("CapabilityAdd") or [], spec.get("CapabilityDrop") or []


def services(tally: Tally, swarm: Swarm, report: dict) -> None:
    """Each service against the table and the manager's words, by name, before the containers."""
    found = [one for one in report["results"] if one["subject"]["kind"] == "service"]
    tally.equal(report["results"][:len(found)], found, "services before containers")
    names = [one["subject"]["name"] for one in found]
    tally.equal(names, sorted(case.name for case in SERVICES), "services by name")
    results = dict(zip(names, found))
    for case in SERVICES:
        if case.name in results:
            hold(tally, case, results[case.name], swarm.manager.client)


def hold(tally: Tally, case: Scenario, result: dict, client: Client) -> None:
    what = f"{case.name} ({case.options})"
    inspected = client.get(f"/services/{case.name}")
    spec = inspected["Spec"]["TaskTemplate"]["ContainerSpec"]
    subject, evidence = result["subject"], result["evidence"]
    tally.equal(result["verdict"], case.verdict, f"{what}: verdict")
    tally.equal(audit.codes(result), set(case.codes.split()), f"{what}: reasons")
    tally.equal(result["granted"], named(granted(case)), f"{what}: granted")
    tally.equal((subject["id"], subject["image"], subject["state"]),
                (inspected["ID"], spec["Image"], None), f"{what}: subject")
    tally.equal((evidence["privileged"], evidence["cap_add"], evidence["cap_drop"]),
                (False, *lists(spec)), f"{what}: evidence")
    tally.equal(evidence["rollout"], {"tasks": case.tasks, "differing": 0, "variants": []},
                f"{what}: rollout")


def containers(tally: Tally, node: Engine, report: dict, names: int) -> int:
    """Every task's container of a node: linked to its service, and with its grant in the kernel."""
    grants, seen = {case.name: granted(case) for case in SERVICES}, 0
    for result in report["results"]:
        subject = result["subject"]
        if subject["kind"] != "container" or subject["name"] == ALONE:
            continue
        inspected = node.client.inspect(subject["id"])
        labels = inspected["Config"]["Labels"]
        name = labels["com.docker.swarm.service.name"]
        tally.equal(subject.get("service"), name, f"{subject['name']}: service")
        if not inspected["State"]["Running"]:
            continue
        seen += 1
        wanted = grants[name] & machine_bounding() & (names if grants[name] == EVERY else EVERY)
        kernel = bounding(inspected["State"]["Pid"])
        tally.expect(kernel == wanted, f"{subject['name']}: {wanted:011x}, kernel {kernel:011x}")
    return seen


def manager(tally: Tally, swarm: Swarm) -> None:
    """The manager's report as a whole, and as text."""
    node = swarm.manager
    node.docker("run", "--detach", "--pull", "never", "--name", ALONE, "--cap-drop", "ALL",
                "--label", "com.docker.swarm.service.name=", "tiny:latest", "sleep", "100000")
    report, done = audit.check(node.url)
    tally.equal(done.returncode, 1, f"manager: exit status ({done.stderr.strip()})")
    target = report["targets"][0]
    tally.equal((target["host"], target["complete"], target.get("note")), ("node1", True, None),
                "manager: target")
    tally.expect("service" not in audit.by_name(report)[ALONE]["subject"], "alone has a service")
    services(tally, swarm, report)
    text = audit.run("check", "5.4", "--host", node.url).stdout
    fails = sum(case.verdict == "fail" for case in SERVICES)
    alone = unfolded(report)
    tally.expect(f"\n{len(SERVICES) + len(alone)} subjects: {fails + failing(alone)} fail" in text,
                 f"manager: text counts {len(SERVICES)} services and {alone}:\n{text}")
    tally.expect("are counted with their services" in text, "manager: text tells of containers")


def unfolded(report: dict) -> list[dict]:
    """Containers that are worse than their service, such as the ended ones of an earlier spec."""
    excess = {one["subject"]["name"]: set(one["excess"]) for one in report["results"]
              if one["subject"]["kind"] == "service"}
    return [one for one in report["results"] if one["subject"]["kind"] == "container" and
            not (one["subject"].get("service") in excess and
                 (one["verdict"] == "pass" or
                  one["excess"] and set(one["excess"]) <= excess[one["subject"]["service"]]))]


def failing(results: list[dict]) -> int:
    return sum(one["verdict"] == "fail" for one in results)


def workers(tally: Tally, swarm: Swarm, names: int) -> int:
    """Containers only, and a note."""
    seen = 0
    for number, node in enumerate(swarm.workers, start=2):
        report, _ = audit.check(node.url)
        target = report["targets"][0]
        tally.equal((target["host"], target["complete"]), (f"node{number}", True), "worker: target")
        tally.expect("worker" in target.get("note", ""), f"worker: note {target.get('note')!r}")
        kinds = {one["subject"]["kind"] for one in report["results"]}
        tally.equal(kinds, {"container"}, "worker: kinds")
        seen += containers(tally, node, report, names)
        text = audit.run("check", "5.4", "--host", node.url).stdout
        tally.expect("Note: this node is a Swarm worker" in text, f"worker: text:\n{text}")
    return seen


def saved(tally: Tally, swarm: Swarm) -> None:
    """`docker service inspect` into a file: the same verdicts."""
    path = f"{swarm.manager.folder}/services.json"
    with open(path, "w", encoding="utf-8") as file:
        file.write(swarm.manager.docker("service", "inspect",
                                        *(case.name for case in SERVICES)).stdout)
    done = audit.run("check", "5.4", "--inspect", path, "--format", "json")
    results = audit.by_name(json.loads(done.stdout))
    for case in SERVICES:
        result = results[case.name]
        tally.equal((result["subject"]["kind"], result["verdict"], result["granted"]),
                    ("service", case.verdict, named(granted(case))), f"saved: {case.name}")
        tally.expect("rollout" not in result["evidence"], f"saved: {case.name}: rollout")


def without(tally: Tally, swarm: Swarm) -> None:
    """--no-services asks for none; and nothing but GET is ever sent."""
    path = f"{swarm.manager.folder}/proxy.sock"
    with proxy(path, swarm.manager.socket) as server:
        report, _ = audit.check(server.url, "--no-services")
        lines, server.lines[:] = list(server.lines), []
        audit.check(server.url)
    tally.equal({one["subject"]["kind"] for one in report["results"]}, {"container"},
                "--no-services")
    tally.expect(not any("/services" in line or "/tasks" in line for line in lines),
                 f"--no-services asked for them: {lines}")
    asked = [sum(f"/{what}" in line for line in server.lines) for what in ("services", "tasks")]
    tally.equal(asked, [1, 1], "requests for services, for tasks")
    tally.equal({line.split()[0] for line in lines + server.lines}, {"GET"}, "methods")


def no_swarm(tally: Tally) -> None:
    """An engine without a Swarm is not asked for services."""
    with Engine() as engine, proxy(f"{engine.folder}/proxy.sock", engine.socket) as server:
        report, done = audit.check(server.url)
        tally.equal((done.returncode, report["targets"][0].get("note")), (0, None), "no swarm")
        tally.expect(not any("/services" in line for line in server.lines), f"{server.lines}")


def rollout(tally: Tally, swarm: Swarm, name: str, before: str, update: str) -> dict:
    """A service in the middle of an update: one task is new, two are not."""
    swarm.create(name, *ROLLING, *before.split())
    swarm.wait(f"{name} runs", lambda: states(swarm, name).count("running") == 3)
    swarm.update(name, *update.split())
    swarm.wait(f"{name} is half way", lambda: fresh(swarm, name) == 1)
    report, _ = audit.check(swarm.manager.url)
    result = audit.by_name(report)[name]
    evidence = result["evidence"]["rollout"]
    tally.equal((evidence["tasks"], evidence["differing"]), (3, 2), f"{name}: rollout")
    tally.equal([one["tasks"] for one in evidence["variants"]], [2], f"{name}: variants")
    tally.expect("2 of 3 running tasks differ" in result["reasons"][0]["message"],
                 f"{name}: message {result['reasons'][0]['message']!r}")
    return result


def states(swarm: Swarm, name: str) -> list[str]:
    service = swarm.manager.client.get(f"/services/{name}")["ID"]
    return [task["Status"]["State"] for task in swarm.tasks(swarm.manager.client)
            if task["ServiceID"] == service]


def fresh(swarm: Swarm, name: str) -> int:
    """How many tasks of the newest spec run, once all three run."""
    service = swarm.manager.client.get(f"/services/{name}")
    spec = lists(service["Spec"]["TaskTemplate"]["ContainerSpec"])
    running = [task for task in swarm.tasks(swarm.manager.client)
               if task["ServiceID"] == service["ID"] and task["Status"]["State"] == "running"]
    return sum(lists(task["Spec"]["ContainerSpec"]) == spec for task in running) \
        if len(running) == 3 else -1


def rollouts(tally: Tally, swarm: Swarm) -> None:
    """The worse of spec and tasks counts, whichever it is; text names the service."""
    better = rollout(tally, swarm, "better", "", "--cap-drop ALL")
    tally.equal((better["verdict"], audit.codes(better)), ("fail", {"net-raw-default"}), "better")
    worse = rollout(tally, swarm, "worse", "--cap-drop ALL", "--cap-add SYS_ADMIN")
    tally.equal((worse["verdict"], worse["excess"], audit.codes(worse)),
                ("fail", ["CAP_SYS_ADMIN"], {"added-beyond-default"}), "worse")
    alike = rollout(tally, swarm, "alike", "--cap-drop ALL", "--cap-add CHOWN")
    tally.equal((alike["verdict"], alike["granted"]), ("pass", ["CAP_CHOWN"]), "alike")
    text = audit.run("check", "5.4", "--host", swarm.manager.url).stdout
    for name in ("better", "worse", "alike"):
        tally.expect(f"\n  {name}: 2 of 3 running tasks\n" in text, f"{name}: text:\n{text}")


def broken(tally: Tally, swarm: Swarm) -> None:
    """An update that fails is paused; what runs is still of the old spec."""
    swarm.create("broken", *ROLLING[:2], "--update-monitor", "1s", "--restart-max-attempts", "0")
    swarm.wait("broken runs", lambda: states(swarm, "broken").count("running") == 3)
    swarm.update("broken", "--cap-drop", "ALL", "--args", "no-such-program")
    swarm.wait("the update is paused", lambda: swarm.manager.client.get("/services/broken")
               ["UpdateStatus"]["State"] == "paused")
    report, _ = audit.check(swarm.manager.url)
    result = audit.by_name(report)["broken"]
    evidence = result["evidence"]["rollout"]
    tally.expect(0 < evidence["differing"] == evidence["tasks"] < 3, f"broken: {evidence}")
    tally.equal((result["verdict"], audit.codes(result)), ("fail", {"net-raw-default"}), "broken")


def main() -> int:
    tally = Tally("test_swarm")
    with Swarm(NODES) as swarm:
        names = known(swarm.manager.client)
        make(swarm)
        manager(tally, swarm)
        seen = containers(tally, swarm.manager, audit.check(swarm.manager.url)[0], names)
        seen += workers(tally, swarm, names)
        tally.equal(seen, sum(case.tasks for case in SERVICES), "running task containers seen")
        saved(tally, swarm)
        without(tally, swarm)
        rollouts(tally, swarm)
        broken(tally, swarm)
    no_swarm(tally)
    return tally.status(f"{len(SERVICES)} services, {seen} tasks on {NODES} nodes")


if __name__ == "__main__":
    sys.exit(main())
