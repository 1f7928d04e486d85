#!/usr/bin/env python3
"""Data roots are found wherever engines put them, and read alike from there."""

import json
import os
import shutil
import tempfile
import unittest
from pathlib import Path

from roots import CONFIG, SAVED, Root, audit, lines, results

# Where a copy of Docker's data root may stand beneath the directory that is named.
DOCKER = {
    "itself": "", "user namespace": "231072.231072", "machine": "var/lib/docker",
    "machine, user namespace": "var/lib/docker/100000.100000", "parent": "docker",
    "without root": "home/ann/.local/share/docker", "root's own": "root/.local/share/docker",
}
PODMAN = {
    "storage": "", "its parent": "storage", "parent of all": "containers/storage",
    "machine": "var/lib/containers/storage",
    "without root": "home/ann/.local/share/containers/storage",
}
BOUNDING = ["CAP_CHOWN", "CAP_KILL", "CAP_SETUID"]

# Docker's own rule for the word (State.StateString), by hand.
STATES = {
    "created": {}, "exited": {"StartedAt": "2026-01-01T00:00:00Z"},
    "running": {"Running": True, "StartedAt": "2026-01-01T00:00:00Z"},
    "paused": {"Running": True, "Paused": True}, "restarting": {"Running": True, "Restarting": True},
    "removing": {"RemovalInProgress": True, "Dead": True},
    "dead": {"Dead": True, "StartedAt": "2026-01-01T00:00:00Z"},
}
OFF = {"Running": False, "Paused": False, "Restarting": False, "RemovalInProgress": False,
       "Dead": False, "StartedAt": "0001-01-01T00:00:00Z"}


def podman_container(folder: Path, number: int, name: str, process: dict | None,
                     privileged: str = "FALSE") -> dict:
    """A container as Podman's storage has it: its entry in the list, and its file."""
    container = f"{number:064x}"
    own = folder / "overlay-containers" / container / "userdata"
    own.mkdir(parents=True)
    if process is not None:
        (own / "config.json").write_text(json.dumps({
            "ociVersion": "1.0.2", "process": process,
            "annotations": {"io.podman.annotations.privileged": privileged}}))
    metadata = json.dumps({"image-name": "docker.io/library/nginx:1.27", "name": name})
    return {"id": container, "names": [name], "image": "ab" * 32, "metadata": metadata}


def podman(folder: Path) -> None:
    """A storage with containers of every kind."""
    user = {"uid": 0, "gid": 0}
    entries = [
        podman_container(folder, 1, "plain", {"user": user, "capabilities": {"bounding": BOUNDING}}),
        podman_container(folder, 2, "bare", {"user": {"uid": 1000}, "capabilities": {}}),
        podman_container(folder, 3, "raw", {"capabilities": {"bounding": ["CAP_NET_RAW"]}}),
        podman_container(folder, 4, "made", None),
        podman_container(folder, 5, "silent", {"user": user}),
        podman_container(folder, 6, "odd", {"capabilities": {"bounding": "CAP_KILL"}}),
        podman_container(folder, 7, "wide", {"capabilities": {"bounding": ["CAP_SYS_ADMIN"]}},
                         "TRUE"),
    ]
    (folder / "overlay-containers" / "containers.json").write_text(json.dumps(entries))


# By hand: the bounding set decides; what it says nothing of is no pass.
PODMAN_SAYS = {
    "bare": ("pass", ["all-dropped"]), "made": ("error", ["evidence-unreadable"]),
    "odd": ("error", ["evidence-malformed"]), "plain": ("pass", ["engine-default-without-net-raw"]),
    "raw": ("fail", ["net-raw-default"]), "silent": ("error", ["evidence-malformed"]),
    "wide": ("fail", ["privileged"]),
}


class Places(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="cisd-root-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def test_same_as_inspect(self) -> None:
        """Saved output of docker inspect has the same facts: the same bytes."""
        inspected = audit("--inspect", SAVED / "inspect.json")
        read = audit("--root", SAVED / "docker")
        self.assertEqual(len(lines(read.stdout)), 11)
        self.assertEqual(lines(read.stdout), lines(inspected.stdout))
        self.assertEqual(read.returncode, 1)

    def test_docker(self) -> None:
        wanted = lines(audit("--root", SAVED / "docker").stdout)
        for number, (name, place) in enumerate(DOCKER.items()):
            with self.subTest(name):
                top = self.folder / str(number)
                shutil.copytree(SAVED / "docker", top / place)
                done = audit("--root", top)
                self.assertEqual(lines(done.stdout), wanted)
                target = json.loads(done.stdout)["targets"][0]
                self.assertEqual((target["kind"], target["engine"], target["complete"]),
                                 ("root", "docker", True))

    def test_podman(self) -> None:
        for number, (name, place) in enumerate(PODMAN.items()):
            with self.subTest(name):
                top = self.folder / str(number)
                podman(top / place)
                done = audit("--root", top)
                report = json.loads(done.stdout)
                says = {one["subject"]["name"]: (one["verdict"],
                                                 [reason["code"] for reason in one["reasons"]])
                        for one in report["results"]}
                self.assertEqual(says, PODMAN_SAYS)
                self.assertEqual(list(says), sorted(says))
                self.assertEqual(report["targets"][0]["engine"], "podman")
                self.assertEqual({one["subject"]["image"] for one in report["results"]},
                                 {"docker.io/library/nginx:1.27"})

    def test_podman_half_list(self) -> None:
        """What the half-written list still says is judged, and the target is incomplete."""
        podman(self.folder)
        path = self.folder / "overlay-containers" / "containers.json"
        path.write_text(path.read_text()[:-150])
        done = audit("--root", self.folder)
        report = json.loads(done.stdout)
        self.assertEqual(len(report["results"]), 6)
        self.assertFalse(report["targets"][0]["complete"])
        self.assertIn("containers.json", done.stderr)

    def test_both(self) -> None:
        """A machine with everything; a home that has nothing does not matter."""
        shutil.copytree(SAVED / "docker", self.folder / "var/lib/docker")
        podman(self.folder / "var/lib/containers/storage")
        (self.folder / "home/ben").mkdir(parents=True)
        report = json.loads(audit("--root", self.folder).stdout)
        names = [one["subject"]["name"] for one in report["results"]]
        self.assertEqual((len(names), names), (18, sorted(names)))
        self.assertIsNone(report["targets"][0]["engine"])

    def test_nothing(self) -> None:
        """A directory without any engine is no pass."""
        (self.folder / "home").mkdir()
        for place in (self.folder, self.folder / "missing", SAVED / "inspect.json"):
            done = audit("--root", place)
            self.assertEqual((done.returncode, json.loads(done.stdout)["results"]), (3, []))
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)

    def test_no_containers(self) -> None:
        """An engine that has none is complete."""
        (self.folder / "containers").mkdir()
        done = audit("--root", self.folder)
        self.assertEqual((done.returncode, json.loads(done.stdout)["results"]), (0, []))

    def test_links_to_places(self) -> None:
        """The directory named may be a link; beneath it none is followed, and that is said."""
        (self.folder / "link").symlink_to(SAVED / "docker")
        self.assertEqual(len(lines(audit("--root", self.folder / "link").stdout)), 11)
        machine = self.folder / "machine"
        (machine / "var/lib").mkdir(parents=True)
        (machine / "var/lib/docker").symlink_to(SAVED / "docker")
        done = audit("--root", machine)
        self.assertEqual((done.returncode, lines(done.stdout)), (3, []))
        self.assertIn("symbolic link", done.stderr)

    def test_states(self) -> None:
        root = Root(self.folder)
        victim = root.ids()[0]
        for word, state in STATES.items():
            with self.subTest(word):
                root.edit(victim, CONFIG, lambda value, said=state: value.update(
                    State={**OFF, **said}))
                seen = results(audit("--root", root.path).stdout)[victim]["subject"]["state"]
                self.assertEqual(seen, word)

    def test_secrets(self) -> None:
        """Environment, command line and labels stay where they are."""
        root = Root(self.folder)
        root.edit(root.ids()[0], CONFIG, lambda value: value.update(
            Args=["hush-argument"], Config={**value["Config"], "Env": ["A=hush-environment"],
                                            "Labels": {"a": "hush-label"}}))
        self.assertNotIn("hush", audit("--root", root.path).stdout)

    def test_many_names(self) -> None:
        """By name, then id, whatever order the file system has."""
        root = Root(self.folder)
        for number, container in enumerate(root.ids()):
            root.edit(container, CONFIG,
                      lambda value, name=f"/{'ba'[number % 2]}": value.update(Name=name))
        report = json.loads(audit("--root", root.path).stdout)
        order = [(one["subject"]["name"], one["subject"]["id"]) for one in report["results"]]
        self.assertEqual((len(order), order), (11, sorted(order)))

    def test_windows(self) -> None:
        root = Root(self.folder)
        root.edit(root.ids()[0], CONFIG, lambda value: value.update(OS="windows"))
        result = results(audit("--root", root.path).stdout)[root.ids()[0]]
        self.assertEqual(result["verdict"], "notapplicable")

    def test_no_privileges_needed(self) -> None:
        """Nothing is written, not even access times that were asked to stay."""
        root = Root(self.folder)
        before = {path: path.stat().st_mtime_ns for path in root.path.rglob("*")}
        audit("--root", root.path)
        self.assertEqual({path: path.stat().st_mtime_ns for path in root.path.rglob("*")}, before)
        self.assertEqual(len(os.listdir(self.folder)), 1)


if __name__ == "__main__":
    unittest.main()
