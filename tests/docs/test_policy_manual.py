#!/usr/bin/env python3
"""The policies in cisdocker-policy(5) are good, and do to containers what the page says."""

import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from public_header import ROOT

PAGE = (ROOT / "man/cisdocker-policy.5").read_text()
COMMAND = os.environ.get("CISDOCKER") or "cli/cisdocker"
FEBRUARY_2027 = "1801440000"


def displays() -> list[str]:
    return re.findall(r"^\.Bd -literal.*?\n(.*?)^\.Ed", PAGE, re.MULTILINE | re.DOTALL)


def policies() -> list[str]:
    return [text for text in displays() if not text.startswith("cisdocker")]


def container(name: str, image: str, add: list[str], **labels: str) -> dict:
    return {"Id": name.encode().hex().ljust(64, "0")[:64], "Name": f"/{name}", "Platform": "linux",
            "Config": {"Image": image, "Labels": labels}, "State": {"Status": "running"},
            "HostConfig": {"Privileged": False, "CapAdd": add, "CapDrop": []}}


class Run(unittest.TestCase):
    """Everything in a folder of its own."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def cisdocker(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([os.path.abspath(COMMAND), *words], cwd=self.folder, text=True,
                              capture_output=True, timeout=60, check=False,
                              env={**os.environ, "SOURCE_DATE_EPOCH": FEBRUARY_2027})

    def judge(self, policy: str, *containers: dict) -> dict[str, tuple[str, bool]]:
        (self.folder / "policy.yaml").write_text(policy)
        (self.folder / "inspect.json").write_text(json.dumps(containers))
        done = self.cisdocker("check", "5.4", "--inspect", "inspect.json", "--policy",
                              "policy.yaml", "--format", "json")
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return {result["subject"]["name"]: (result["verdict"], result["waived"])
                for result in json.loads(done.stdout)["results"]}


class Examples(Run):
    def test_there_are_three(self) -> None:
        self.assertEqual(len(policies()), 3)

    def test_all_are_good(self) -> None:
        for number, policy in enumerate(policies()):
            (self.folder / "policy.yaml").write_text(policy)
            done = self.cisdocker("policy", "check", "policy.yaml")
            with self.subTest(number=number):
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertIn("good, 0 warnings", done.stdout)

    def test_first(self) -> None:
        shop = {"com.docker.compose.project": "shop", "com.docker.compose.service": "db"}
        verdicts = self.judge(
            policies()[0],
            container("tunnel", "ghcr.io/acme/vpn:latest", ["NET_ADMIN"]),
            container("tunnel-2", "ghcr.io/acme/vpn:2", ["NET_ADMIN"]),
            container("shop-db-1", "postgres", [], **shop),
            container("shop-db-2", "postgres", ["SYS_TIME"], **shop),
            container("build-1", "builder", ["ALL"], team="ci"),
            container("build-2", "builder", ["ALL"], team="web"))
        self.assertEqual(verdicts, {
            "tunnel": ("pass", False), "tunnel-2": ("fail", False), "shop-db-1": ("fail", True),
            "shop-db-2": ("fail", False), "build-1": ("fail", True), "build-2": ("fail", False)})

    def test_json(self) -> None:
        labels = {"com.docker.swarm.service.name": "ingress_web"}
        verdicts = self.judge(policies()[1], container("ingress_web.1.abc", "nginx", [], **labels))
        self.assertEqual(verdicts, {"ingress_web.1.abc": ("fail", False)})

    def test_last(self) -> None:
        verdicts = self.judge(
            policies()[2], container("old", "registry.example.com/legacy/erp:2009", ["ALL"]),
            container("new", "registry.example.com/erp:2009", ["ALL"]))
        self.assertEqual(verdicts, {"old": ("fail", True), "new": ("fail", False)})


class Adopting(Run):
    def test_commands_end_well(self) -> None:
        """The page's three commands, of one host's containers; then something new fails."""
        host = str(ROOT / "tests/docs/inspect-many.json")
        steps = [text for text in displays() if text.startswith("cisdocker")][0].splitlines()
        whole = [one for one in json.loads(Path(host).read_text())
                 if isinstance(one["HostConfig"]["CapAdd"] or [], list)]
        (self.folder / "inspect.json").write_text(json.dumps(whole))
        for step in steps:
            words = step.split()[1:]
            target = [] if words[:2] == ["policy", "check"] else ["--inspect", "inspect.json"]
            done = self.cisdocker(*words, *target)
            self.assertEqual(done.returncode, 0, f"{step}: {done.stdout}{done.stderr}")
        whole.append(container("new", "nginx:1", []))
        (self.folder / "inspect.json").write_text(json.dumps(whole))
        done = self.cisdocker(*steps[-1].split()[1:], "--inspect", "inspect.json")
        self.assertEqual(done.returncode, 1, done.stderr)

    def test_a_policy_is_not_overwritten(self) -> None:
        (self.folder / "policy.yaml").write_text("required: []\n")
        done = self.cisdocker("policy", "init", "--inspect", "/dev/null", "--output",
                              "policy.yaml")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertEqual((self.folder / "policy.yaml").read_text(), "required: []\n")

    def test_nothing_to_write_one_of(self) -> None:
        """Where nothing could be audited, no empty policy bars the way of the next attempt."""
        done = self.cisdocker("policy", "init", "--host", "unix:///nonexistent/docker.sock",
                              "--output", "policy.yaml")
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertIn("no policy was written", done.stderr)
        self.assertFalse((self.folder / "policy.yaml").exists())

    def test_hostile_names(self) -> None:
        """Names, labels and images cannot write entries of their own, and still are covered."""
        evil = ['x"\n- name: "*', "a*[b]?\\", "# no\u2028waivers:", "\u0085- \x1b[31m", "yes", "~",
                "'", "&a", "*", "!!null", "<<", "\u202eabc", "\U0001F600", "{a: b}", "-"]
        containers = [container(f"c{number}", text, []) for number, text in enumerate(evil)]
        containers += [container(text, "*", []) for text in evil]
        containers += [container(f"s{number}", "x", [], **{
            "com.docker.compose.project": text, "com.docker.compose.service": text[::-1]})
            for number, text in enumerate(evil)]
        (self.folder / "inspect.json").write_text(json.dumps(containers))
        done = self.cisdocker("policy", "init", "--inspect", "inspect.json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(done.stdout.isprintable() or not re.search(
            "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", done.stdout))
        verdicts = self.judge(done.stdout, *containers)
        self.assertEqual(set(verdicts.values()), {("fail", True)})
        verdicts = self.judge(done.stdout, container("another", "any", []))
        self.assertEqual(set(verdicts.values()), {("fail", False)})


if __name__ == "__main__":
    unittest.main()
