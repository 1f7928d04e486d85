#!/usr/bin/python3
"""Swarm as real engines tell of it, and told wrongly: captured answers, then changed ones."""

import copy
import json
import os
import subprocess
import sys
import tempfile
import unittest
from typing import Any

from answers import DATA, Answers, engine, load

CISDOCKER = os.environ.get("CISDOCKER") or "cli/cisdocker"
RAW, BEYOND = "net-raw-default", "added-beyond-default"
# By hand, from the options in tests/live/capture_swarm.py.
SERVICES = {
    "add-admin": ("fail", {RAW, BEYOND}), "back": ("pass", {"all-dropped"}),
    "drop-all": ("pass", {"all-dropped"}), "drop-raw": ("pass", {"net-raw-dropped"}),
    "everything": ("fail", {"add-all"}), "everywhere": ("fail", {BEYOND}),
    "nowhere": ("fail", {RAW}), "plain": ("fail", {RAW}), "rolling": ("fail", {RAW}),
}


def run(*arguments: str) -> subprocess.CompletedProcess:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DOCKER_")}
    return subprocess.run([CISDOCKER, "check", "5.4", *arguments], capture_output=True, text=True,
                          check=False, timeout=60, env=kept)


class Audit:
    """One run against changed answers."""

    def __init__(self, answers: Answers, *options: str):
        with engine(answers) as server:
            done = run("--host", server.url, "--format", "json", *options)
            self.targets = server.targets
        self.status, self.stderr = done.returncode, done.stderr
        self.report = json.loads(done.stdout)
        self.target = self.report["targets"][0]
        self.services = {one["subject"]["name"]: one for one in self.report["results"]
                         if one["subject"]["kind"] == "service"}
        self.containers = [one for one in self.report["results"]
                           if one["subject"]["kind"] == "container"]

    def asked(self, what: str) -> bool:
        return any(f"/{what}" in target for target in self.targets)


def saved(*documents: Any) -> dict:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(documents, file)
        file.flush()
        return json.loads(run("--inspect", file.name, "--format", "json").stdout)


def codes(result: dict) -> set[str]:
    return {reason["code"] for reason in result["reasons"]}


def verdicts(services: dict) -> dict:
    return {name: (one["verdict"], codes(one)) for name, one in services.items()}


def service(name: str) -> dict:
    return next(copy.deepcopy(one) for one in load("services") if one["Spec"]["Name"] == name)


def container_spec(one: dict) -> dict:
    return one["Spec"]["TaskTemplate"]["ContainerSpec"]


def info(**swarm: Any) -> dict:
    return {**load("info"), "Swarm": swarm}


class Captured(unittest.TestCase):
    """What a manager and a worker really said."""

    def test_manager(self) -> None:
        audit = Audit(Answers())
        self.assertEqual(verdicts(audit.services), SERVICES)
        self.assertEqual(list(audit.services), sorted(SERVICES))
        self.assertEqual((audit.status, audit.target["complete"], audit.target.get("note")),
                         (1, True, None))

    def test_rollout(self) -> None:
        rolling = Audit(Answers()).services["rolling"]
        self.assertEqual(rolling["evidence"]["cap_drop"], ["ALL"])
        self.assertEqual(rolling["evidence"]["rollout"],
                         {"tasks": 3, "differing": 2,
                          "variants": [{"tasks": 2, "cap_add": [], "cap_drop": []}]})
        self.assertIn("; 2 of 3 running tasks differ from the service's spec",
                      rolling["reasons"][0]["message"])

    def test_containers_are_linked(self) -> None:
        audit = Audit(Answers())
        self.assertEqual(len(audit.containers), len(load("list")))
        for one in audit.containers:
            self.assertEqual(one["subject"]["service"], one["subject"]["name"].split(".")[0])

    def test_containers_are_not_findings_of_their_own_in_text(self) -> None:
        with engine(Answers()) as server:
            text = run("--host", server.url).stdout
        self.assertIn("\n9 services: 6 fail, 3 pass\n", text)
        self.assertIn("are counted with their services", text)
        self.assertIn("\n  rolling: 2 of 3 running tasks\n", text)

    def test_worker(self) -> None:
        answers = Answers(info=load("worker-info"), services=(503, load("worker-services")))
        audit = Audit(answers)
        self.assertEqual((audit.services, audit.asked("services")), ({}, False))
        self.assertIn("this node is a Swarm worker", audit.target["note"])
        self.assertTrue(audit.target["complete"])

    def test_saved_services(self) -> None:
        done = run("--inspect", f"{DATA}/service-inspect.json", "--format", "json")
        results = {one["subject"]["name"]: one for one in json.loads(done.stdout)["results"]}
        expected = {**SERVICES, "rolling": ("pass", {"all-dropped"})}  # its tasks are not saved
        self.assertEqual(verdicts(results), expected)
        self.assertEqual({one["subject"]["kind"] for one in results.values()}, {"service"})

    def test_saved_without_services(self) -> None:
        done = run("--inspect", f"{DATA}/service-inspect.json", "--no-services", "--format", "json")
        self.assertEqual((done.returncode, json.loads(done.stdout)["results"]), (0, []))


class State(unittest.TestCase):
    """What an engine says of its part in a Swarm."""

    def test_inactive_is_not_asked(self) -> None:
        audit = Audit(Answers(info=info(LocalNodeState="inactive", ControlAvailable=False)))
        self.assertFalse(audit.asked("services") or audit.asked("tasks"))
        self.assertEqual((audit.services, audit.target.get("note")), ({}, None))

    def test_no_services_is_not_asked(self) -> None:
        audit = Audit(Answers(), "--no-services")
        self.assertFalse(audit.asked("services") or audit.asked("tasks"))
        self.assertEqual((audit.services, audit.target.get("note")), ({}, None))

    def test_locked(self) -> None:
        audit = Audit(Answers(info=info(LocalNodeState="locked", ControlAvailable=False)))
        self.assertEqual((audit.services, audit.asked("services")), ({}, False))
        self.assertIn("'locked'", audit.target["note"])

    def test_hostile_word(self) -> None:
        with engine(Answers(info=info(LocalNodeState="\x1b[31m\u202e", ControlAvailable=True))) \
                as server:
            text = run("--host", server.url).stdout
        self.assertIn("Note: the Swarm of this node", text)
        self.assertNotIn("\x1b", text)
        self.assertNotIn("\u202e", text)

    def test_not_said_and_no_manager(self) -> None:
        audit = Audit(Answers(info=(403, {}), services=(503, load("worker-services"))))
        self.assertIn("does not tell whether it manages a Swarm", audit.target["note"])
        self.assertTrue(audit.target["complete"])

    def test_not_said_but_manager(self) -> None:
        audit = Audit(Answers(info=(403, {})))
        self.assertEqual(verdicts(audit.services), SERVICES)
        self.assertNotIn("note", audit.target)


class Trouble(unittest.TestCase):
    """What cannot be read is never passed over in silence."""

    def incomplete(self, audit: Audit, *words: str) -> None:
        self.assertFalse(audit.target["complete"])
        for word in words:
            self.assertIn(word, audit.target["error"])
        self.assertEqual(len(audit.containers), len(load("list")))

    def test_services_refused(self) -> None:
        for status in (403, 404, 500, 503):
            audit = Audit(Answers(services=(status, {"message": "no"})))
            self.incomplete(audit, "cannot read the Swarm's services", str(status))
            self.assertEqual(audit.services, {})

    def test_services_malformed(self) -> None:
        for body in (b"", b"{}", b"[{]", b"null", b'["web"'):
            self.incomplete(Audit(Answers(services=body)), "cannot read the Swarm's services")

    def test_half_a_list_is_judged(self) -> None:
        body = json.dumps(load("services")).encode()[:-2]
        audit = Audit(Answers(services=body))
        self.incomplete(audit, "cannot read the Swarm's services")
        self.assertGreater(len(audit.services), 5)

    def test_incomplete_status(self) -> None:
        answers = Answers(services=(500, {}))
        answers["/containers/json"] = []
        self.assertEqual(Audit(answers).status, 3)

    def test_tasks_refused_or_malformed(self) -> None:
        task = load("tasks")[0]
        for tasks in ((500, {}), b"[", b"{}", [1], [{**task, "ServiceID": 1}],
                      [{**task, "Spec": {"ContainerSpec": {"CapabilityAdd": [None]}}}],
                      [{**task, "Spec": {"ContainerSpec": {"CapabilityAdd": "ALL"}}}],
                      b'[{"ServiceID":"a","ServiceID":"b"}]',
                      [{**task, "Spec": {"ContainerSpec": {"CapabilityAdd": ["KILL"] * 1025}}}]):
            audit = Audit(Answers(tasks=tasks))
            self.incomplete(audit, "cannot read the Swarm's tasks")
            self.assertEqual(set(audit.services), set(SERVICES))
            self.assertNotIn("rollout", audit.services["rolling"]["evidence"])


class Damaged(unittest.TestCase):
    """One service that is told wrongly: an error for it alone."""

    def alone(self, damaged: Any, name: str, message: str) -> None:
        """Beside a good one, which keeps its verdict."""
        body = damaged if isinstance(damaged, bytes) else json.dumps(damaged).encode()
        body = b"[" + body + b"," + json.dumps(service("drop-all")).encode() + b"]"
        audit = Audit(Answers(services=body))
        self.assertEqual(audit.services["drop-all"]["verdict"], "pass")
        result = audit.services[name]
        self.assertEqual((result["verdict"], codes(result)), ("error", {"evidence-malformed"}))
        self.assertIn(message, result["reasons"][0]["message"])

    def test_wrong_types(self) -> None:
        for key, value in (("CapabilityAdd", "ALL"), ("CapabilityDrop", [None]),
                           ("CapabilityAdd", {}), ("CapabilityDrop", [["ALL"]])):
            one = service("plain")
            container_spec(one)[key] = value
            self.alone(one, "plain", "")

    def test_key_twice(self) -> None:
        one = service("plain")
        container_spec(one)["CapabilityDrop"] = ["ALL"]
        text = json.dumps(one).replace('"CapabilityDrop"', '"CapabilityDrop": [], "CapabilityDrop"')
        self.alone(text.encode(), "plain", "stands twice")

    def test_key_in_another_case(self) -> None:
        one = service("plain")
        container_spec(one)["capabilitydrop"] = ["ALL"]
        self.alone(one, "plain", "stands in another case")

    def test_two_ids(self) -> None:
        self.alone({**service("plain"), "Id": "0" * 64}, "plain", "stands twice")

    def test_invalid_id(self) -> None:
        for wrong in ("", "x", "A" * 25, "../../../containers/json"):
            self.alone({**service("plain"), "ID": wrong}, "plain", "invalid id")

    def test_no_spec_of_a_container(self) -> None:
        one = service("plain")
        del one["Spec"]["TaskTemplate"]["ContainerSpec"]
        self.alone(one, "plain", "ContainerSpec is missing")

    def test_what_is_no_service(self) -> None:
        self.alone({**load("inspect")[0], "Name": "/x"}, "x", "no service")
        self.alone({**service("plain"), "HostConfig": {}}, "plain", "both")

    def test_plugin(self) -> None:
        one = service("plain")
        one["Spec"]["TaskTemplate"] = {"PluginSpec": {"Name": "p"}, "Runtime": "plugin"}
        result = Audit(Answers(services=[one])).services["plain"]
        self.assertEqual((result["verdict"], codes(result)), ("notapplicable", {"not-linux"}))


class Tasks(unittest.TestCase):
    """Which tasks count, and what they do to the verdict."""

    def audit(self, name: str, *lists: tuple[list, list], **status: str) -> dict:
        one = service(name)
        task = {"ServiceID": one["ID"], "DesiredState": status.get("desired", "running"),
                "Status": {"State": status.get("state", "running")}}
        tasks = [{**task, "Spec": {"ContainerSpec": {"CapabilityAdd": add, "CapabilityDrop": drop}}}
                 for add, drop in lists]
        return Audit(Answers(services=[one], tasks=tasks)).services[name]

    def test_order_and_spelling_do_not_differ(self) -> None:
        for add in (["CAP_CHOWN", "CAP_NET_BIND_SERVICE"], ["net_bind_service", "chown", "CHOWN"]):
            rollout = self.audit("back", (add, ["all"]))["evidence"]["rollout"]
            self.assertEqual(rollout, {"tasks": 1, "differing": 0, "variants": []})

    def test_not_running_does_not_count(self) -> None:
        for status in ({"state": "rejected"}, {"desired": "shutdown"}):
            rollout = self.audit("drop-all", ([], []), **status)["evidence"]["rollout"]
            self.assertEqual(rollout["tasks"], 0)

    def test_everything_running_everywhere(self) -> None:
        result = self.audit("drop-all", ([], ["ALL"]), (["ALL"], []), (["SYS_ADMIN"], ["ALL"]))
        self.assertEqual((result["verdict"], result["severity"]), ("fail", "high"))
        self.assertEqual(codes(result), {"add-all", BEYOND})
        self.assertEqual(len(result["granted"]), 41)
        self.assertEqual(result["evidence"]["rollout"]["differing"], 2)

    def test_unknown_name_never_passes(self) -> None:
        result = self.audit("drop-all", (["CAP_NOT_YET"], ["ALL"]))
        self.assertEqual((result["verdict"], codes(result)), ("fail", {"unknown-capability"}))
        self.assertIn("CAP_NOT_YET", result["granted"])

    def test_better_tasks_do_not_help(self) -> None:
        result = self.audit("plain", ([], ["ALL"]))
        self.assertEqual((result["verdict"], codes(result)), ("fail", {RAW}))
        self.assertIn("1 of 1 running task differs", result["reasons"][0]["message"])

    def test_too_many_variants(self) -> None:
        names = ["CHOWN", "KILL", "FOWNER", "FSETID", "SETUID"]
        lists = [([name for bit, name in enumerate(names) if number >> bit & 1], ["ALL"])
                 for number in range(1, 18)]
        self.assertEqual(self.audit("drop-all", *lists[:16])["verdict"], "pass")
        result = self.audit("drop-all", *lists)
        self.assertEqual((result["verdict"], codes(result)), ("error", {"evidence-malformed"}))

    def test_task_of_a_service_made_since(self) -> None:
        audit = Audit(Answers(services=[service("drop-all")]))
        self.assertEqual(audit.services["drop-all"]["evidence"]["rollout"]["tasks"], 1)
        self.assertTrue(audit.target["complete"])


class Labels(unittest.TestCase):
    """A label alone hides nothing: whoever starts a container can write one."""

    def text(self, **host: Any) -> str:
        answers = Answers(services=[service("drop-all")])
        listed = answers["/containers/json"][0]
        answers["/containers/json"] = [listed]
        one = answers.inspected[listed["Id"]]
        one["HostConfig"].update({"CapAdd": None, "CapDrop": ["ALL"], **host})
        one["Config"]["Labels"]["com.docker.swarm.service.name"] = "drop-all"
        with engine(answers) as server:
            return run("--host", server.url).stdout

    def test_as_good_as_its_service(self) -> None:
        self.assertIn("\n1 service: 0 fail, 1 pass\n1 container of a task", self.text())

    def test_worse_than_its_service(self) -> None:
        for host in ({"Privileged": True}, {"CapAdd": ["SYS_ADMIN"]}, {"CapDrop": None},
                     {"CapAdd": ["NOT_YET"]}):
            self.assertIn("\n2 subjects: 1 fail, 1 pass\n", self.text(**host))

    def test_unreadable(self) -> None:
        self.assertIn("\n2 subjects: 0 fail, 1 error, 1 pass\n", self.text(CapAdd="ALL"))


class Saved(unittest.TestCase):
    """Services and containers in one file."""

    def test_both(self) -> None:
        report = saved(service("drop-all"), load("inspect")[0])
        self.assertEqual([one["subject"]["kind"] for one in report["results"]],
                         ["service", "container"])

    def test_other_things_of_a_swarm(self) -> None:
        for one in ({"ID": "x", "Spec": {"Role": "worker"}}, load("tasks")[0]):
            result = saved(one)["results"][0]
            self.assertEqual((result["verdict"], codes(result)), ("error", {"evidence-malformed"}))

    def test_of_an_engine_without_lists(self) -> None:
        result = saved(service("plain"))["results"][0]
        self.assertEqual((result["verdict"], result["evidence"]["cap_add"]), ("fail", []))


if __name__ == "__main__":
    sys.exit(unittest.main())
