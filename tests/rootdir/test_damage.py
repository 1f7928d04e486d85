#!/usr/bin/env python3
"""A data root with one container's files damaged: an error for that one, the same bytes for all."""

import json
import os
import shutil
import socket
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path

from roots import CONFIG, HOST, Root, audit, lines, results

UNREADABLE, MALFORMED = "evidence-unreadable", "evidence-malformed"
LARGE = 17 << 20


def without(key: str) -> Callable[[dict], object]:
    return lambda value: value.pop(key)


def cut(root: Root, victim: str, name: str, part: float) -> None:
    path = root.file(victim, name)
    data = path.read_bytes().rstrip()
    path.write_bytes(data[:int(len(data) * part)])


def write(name: str, data: bytes) -> Callable[[Root, str], object]:
    return lambda root, victim: root.file(victim, name).write_bytes(data)


def edit(name: str, change: Callable[[dict], object]) -> Callable[[Root, str], object]:
    return lambda root, victim: root.edit(victim, name, change)


def put(**values: object) -> Callable[[dict], object]:
    return lambda value: value.update(values)


def replace(name: str, maker: Callable[[Path], object]) -> Callable[[Root, str], object]:
    def damage(root: Root, victim: str) -> None:
        root.file(victim, name).unlink()
        maker(root.file(victim, name))
    return damage


def link_out(path: Path) -> None:
    """To a good file, but outside."""
    outside = path.parents[3] / "outside.json"
    outside.write_text('{"CapDrop":["ALL"],"Privileged":false}')
    path.symlink_to(outside)


def listen(path: Path) -> None:
    """A socket; its name must be short."""
    here = os.getcwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def enlarge(path: Path) -> None:
    """More than any container's file, without taking the room."""
    with open(path, "wb") as file:
        file.truncate(LARGE)


def twice(root: Root, victim: str) -> None:
    """Go takes the last of two equal keys: what is read here must not depend on that."""
    path = root.file(victim, HOST)
    path.write_text('{"CapDrop":["ALL"],"CapDrop":null,' + path.read_text()[1:])


def folder_link(root: Root, victim: str) -> None:
    shutil.move(root.containers / victim, root.path / "moved")
    (root.containers / victim).symlink_to("../moved")


def folder_file(root: Root, victim: str) -> None:
    shutil.rmtree(root.containers / victim)
    (root.containers / victim).write_text("{}")


# What is done to one container, its reason code, a word of the message.
DAMAGE: dict[str, tuple[Callable[[Root, str], object], str, str]] = {
    "half a config": (lambda root, victim: cut(root, victim, CONFIG, .5), MALFORMED, "too early"),
    "half a host config": (lambda root, victim: cut(root, victim, HOST, .5), MALFORMED,
                           "too early"),
    "all but the last bracket": (lambda root, victim: cut(root, victim, HOST, .9999), MALFORMED,
                                 "too early"),
    "empty config": (write(CONFIG, b""), MALFORMED, CONFIG),
    "empty host config": (write(HOST, b""), MALFORMED, HOST),
    "zeros after a crash": (write(HOST, bytes(1500)), MALFORMED, HOST),
    "not JSON": (write(HOST, b"<html>\n"), MALFORMED, "malformed JSON"),
    "two documents": (write(HOST, b'{"CapDrop":["ALL"]}{}'), MALFORMED, HOST),
    "an array": (write(HOST, b"[]"), MALFORMED, "not a JSON object"),
    "null": (write(HOST, b"null"), MALFORMED, "not a JSON object"),
    "not UTF-8": (write(HOST, b'\xff\xfe{\x00}\x00'), MALFORMED, HOST),
    "a list that is a string": (edit(HOST, put(CapAdd="ALL")), MALFORMED, "HostConfig.CapAdd"),
    "a list with a number": (edit(HOST, put(CapDrop=["ALL", 1])), MALFORMED, "wrong type"),
    "a list with null": (edit(HOST, put(CapDrop=[None])), MALFORMED, "null"),
    "privileged in words": (edit(HOST, put(Privileged="false")), MALFORMED, "Privileged"),
    "another case": (edit(HOST, put(capadd=["ALL"])), MALFORMED, "another case"),
    "a key twice": (twice, MALFORMED, "twice"),
    "a very long list": (edit(HOST, put(CapDrop=["ALL"] * 2000)), MALFORMED, "1024"),
    "a state that is a word": (edit(CONFIG, put(State="running")), MALFORMED, "State"),
    "another container's id": (edit(CONFIG, put(ID="0" * 64)), MALFORMED, "another container"),
    "no id": (edit(CONFIG, without("ID")), MALFORMED, "another container"),
    "no config": (lambda root, victim: root.file(victim, CONFIG).unlink(), UNREADABLE, CONFIG),
    "no host config": (lambda root, victim: root.file(victim, HOST).unlink(), UNREADABLE, HOST),
    "link out": (replace(HOST, link_out), UNREADABLE, "symbolic link"),
    "link to nowhere": (replace(HOST, lambda path: path.symlink_to("nowhere")), UNREADABLE,
                        "symbolic link"),
    "link beside": (replace(HOST, lambda path: path.symlink_to(CONFIG)), UNREADABLE,
                    "symbolic link"),
    "a pipe": (replace(HOST, os.mkfifo), UNREADABLE, "not a regular file"),
    "a socket": (replace(HOST, listen), UNREADABLE, "not a regular file"),
    "a folder": (replace(HOST, Path.mkdir), UNREADABLE, "directory"),
    "a huge file": (replace(HOST, enlarge), UNREADABLE, "too large"),
    "its folder is a link": (folder_link, UNREADABLE, CONFIG),
    "its folder is a file": (folder_file, UNREADABLE, CONFIG),
}


class Damage(unittest.TestCase):
    """Every damage to each of two containers: one that passes, one that fails."""

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="cisd-root-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def fresh(self) -> Root:
        shutil.rmtree(self.folder / "docker", ignore_errors=True)
        return Root(self.folder)

    def victims(self) -> list[str]:
        by_id = results(audit("--root", self.fresh().path).stdout)
        return [next(container for container, result in sorted(by_id.items())
                     if result["verdict"] == verdict) for verdict in ("pass", "fail")]

    def held(self, root: Root, victim: str, reason: str, word: str) -> None:
        """The report of a damaged root against that of the whole one."""
        before = [line for line in self.whole if victim not in line]
        done = audit("--root", root.path)
        after = [line for line in lines(done.stdout) if victim not in line]
        self.assertEqual(sorted(after), sorted(before), "others changed")
        damaged = results(done.stdout)[victim]
        self.assertEqual(damaged["verdict"], "error")
        self.assertEqual([one["code"] for one in damaged["reasons"]], [reason])
        self.assertIn(word, damaged["reasons"][0]["message"])
        self.assertEqual(damaged["granted"], [])
        self.assertIsNone(damaged["evidence"]["cap_drop"], "half-read evidence")
        self.assertEqual(done.returncode, 1, "others fail")
        self.assertTrue(json.loads(done.stdout)["targets"][0]["complete"])

    def test_each(self) -> None:
        victims = self.victims()
        self.whole = lines(audit("--root", self.fresh().path).stdout)
        self.assertEqual(len(self.whole), 11)
        for name, (damage, reason, word) in DAMAGE.items():
            for victim in victims:
                with self.subTest(name, victim=victim[:12]):
                    root = self.fresh()
                    damage(root, victim)
                    self.held(root, victim, reason, word)

    def test_exit_status(self) -> None:
        """A damaged container alone is no pass and no failure."""
        root = self.fresh()
        first, *others = root.ids()
        for other in others:
            shutil.rmtree(root.containers / other)
        root.file(first, HOST).write_text("{")
        self.assertEqual(audit("--root", root.path).returncode, 3)

    def test_odd_names(self) -> None:
        """A folder that is no container's is told of; a stray file is not."""
        root = self.fresh()
        (root.containers / "not-a-container").mkdir()
        (root.containers / "ABCDEF".ljust(64, "0")).mkdir()
        (root.containers / "README").write_text("hello")
        (root.containers / "link").symlink_to("/etc")
        by_id = results(audit("--root", root.path).stdout)
        odd = {key for key, result in by_id.items() if result["verdict"] == "error"}
        self.assertEqual(odd, {"not-a-container", "ABCDEF".ljust(64, "0")})
        self.assertEqual(len(by_id), 13)

    def test_device(self) -> None:
        """A device is not even opened."""
        if os.geteuid() != 0:
            self.skipTest("only root makes devices")
        root = self.fresh()
        victim = root.ids()[0]
        root.file(victim, HOST).unlink()
        try:
            os.mknod(root.file(victim, HOST), 0o020600, os.makedev(1, 5))
        except PermissionError:
            self.skipTest("devices cannot be made here")
        message = results(audit("--root", root.path).stdout)[victim]["reasons"][0]["message"]
        self.assertIn("not a regular file", message)

    def test_unreadable(self) -> None:
        """As somebody who may not read: an error for each, or for the whole root."""
        before: tuple[str, ...] = ()
        if os.geteuid() == 0:
            before = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--reuid=65534",
                      "--regid=65534", "--clear-groups", "--")
            self.folder.chmod(0o755)
        root = self.fresh()
        if audit("--root", root.path, before=before).returncode != 1:
            self.skipTest("the program itself is out of reach for another user")
        victim = root.ids()[0]
        root.file(victim, CONFIG).chmod(0)
        if before == ():
            self.addCleanup(root.file(victim, CONFIG).chmod, 0o600)
        damaged = results(audit("--root", root.path, before=before).stdout)[victim]
        self.assertEqual([one["code"] for one in damaged["reasons"]], [UNREADABLE])
        root.containers.chmod(0)
        done = audit("--root", root.path, before=before)
        root.containers.chmod(0o700)
        self.assertEqual(done.returncode, 3)
        self.assertIn("ermission", done.stderr)


if __name__ == "__main__":
    unittest.main()
