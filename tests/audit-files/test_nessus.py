#!/usr/bin/env python3
"""The .audit files: their grammar, each of their branches, and every shell and awk that is here."""

import contextlib
import json
import os
import shutil
import tempfile
import unittest
from pathlib import Path
from typing import Iterator

import audit_file
import fake_docker
import verdicts

ROOT = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[2]).resolve()
CISDOCKER = Path(os.environ.get("CISDOCKER") or ROOT / "build/cli/cisdocker").resolve()
FILES = sorted((ROOT / "audit-files").glob("*.audit"))
DOCKER, COMMAND = (ROOT / "audit-files" / f"cisdocker-5.4-{name}.audit"
                   for name in ("docker", "command"))
SHELLS = [("dash",), ("bash",), ("bash", "--posix"), ("busybox", "sh"), ("ksh",), ("mksh",)]
AWKS = [("mawk",), ("gawk",), ("gawk", "--posix"), ("original-awk",), ("busybox", "awk")]
TITLE = "5.4 Ensure that Linux kernel capabilities are restricted within containers"
BASE = ("sh", "awk", "grep", "xargs", "ls", "cat", "cut", "tr")


def tree(path: Path) -> audit_file.Node:
    return audit_file.read(path.read_text("ascii"))


def container(number: int, name: str, **host: object) -> dict:
    return {"Id": f"{number:064x}", "Name": f"/{name}", "Platform": "linux",
            "HostConfig": {"Privileged": False, **host}}


DROPPED = container(1, "dropped", CapDrop=["ALL"])
PLAIN = container(2, "plain")
UNREADABLE = container(3, "unreadable", CapDrop="ALL")
WINDOWS = {**container(4, "windows"), "Platform": "windows"}
HOSTILE = ['pass" 0: x', "two\nlines", "verdict: pass\n", "\x1b[31mred", "$(exit 9)", "`exit 9`",
           "'; exit 9; '", "{{.Id}}", "%s%n", "a b  c", "\\", '\\"', "\u202egro", "\u0000", "é",
           "\U0001f40b", "*", "-n", "--format", "\u2028", "@KNOWN@", "a" * 10000]


@contextlib.contextmanager
def engine(*known: dict) -> Iterator[dict[str, str]]:
    """An environment with a docker command that tells of these."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "inspect.json"
        file.write_text(json.dumps(known))
        with fake_docker.folder(file) as environment:
            yield environment


def script(folder: str, name: str, text: str) -> None:
    path = Path(folder) / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@contextlib.contextmanager
def machine(**commands: str) -> Iterator[dict[str, str]]:
    """An environment whose only folder has the usual tools and these scripts.

    The items look into more folders; where one of those has a docker command, this is no use.
    """
    with tempfile.TemporaryDirectory() as folder:
        for tool in BASE:
            Path(folder, tool).symlink_to(shutil.which(tool))
        for name, text in commands.items():
            script(folder, name, text)
        yield {"PATH": folder}


def without(path: Path, *names: str) -> audit_file.Node:
    """A file as it is on a machine where the usual folders have none of these commands."""
    text = path.read_text("ascii")
    return audit_file.read(text.replace(":/usr/local/bin:/usr/bin:/bin:/snap/bin", "")
                           .replace("/var/run/docker.sock", "/nonexistent/docker.sock"))


def short(outcomes: list[audit_file.Outcome]) -> list[tuple[str, str]]:
    return [(one.result, one.description.removeprefix(TITLE)) for one in outcomes]


class Grammar(unittest.TestCase):
    def test_each_file(self) -> None:
        self.assertEqual(len(FILES), 4)
        for path in FILES:
            with self.subTest(path.name):
                self.assertGreater(len(list(audit_file.nodes(tree(path)))), 10)

    def test_programs_survive_every_reader(self) -> None:
        """No backslash, tag, comment, variable of Nessus's, or exit, which would end its shell."""
        for path in FILES:
            for node in audit_file.nodes(tree(path)):
                command = node.keywords.get("cmd", "")
                self.assertNotRegex(command, r"[\\<@#\t\r]|\bexit\b", path.name)

    def test_the_reader_is_strict(self) -> None:
        good = DOCKER.read_text("ascii")
        for wanted, bad in {
                "closes": good.replace("</then>", "</else>", 1),
                "unknown tag": good.replace("<then>", "<than>", 1),
                "stands twice": good.replace("timeout : ", "expect : ", 1),
                "neither a tag": good.replace("timeout : ", "time_out : ", 1),
                "value of": good.replace('system : "Linux"', "system : Linux", 1),
                "differ": good.replace(": the engine answers", ": there is a docker command"),
                "behind": good + "</check_type>\n",
                "in 'condition'": good.replace("<condition type:\"AND\">", "<condition "
                                               "type:\"AND\">\n<then>\n</then>", 1),
        }.items():
            with self.subTest(wanted), self.assertRaisesRegex(audit_file.Malformed, wanted):
                audit_file.read(bad)

    def test_texts_are_the_library_s(self) -> None:
        for path in FILES:
            text = path.read_text("ascii")
            self.assertIn("NET_RAW, lets a container", text)
            self.assertIn("--cap-drop=ALL", text)


class Branches(unittest.TestCase):
    def outcomes(self, path: Path, environment: dict[str, str]) -> list[tuple[str, str]]:
        return short(audit_file.Machine(environment).outcomes(tree(path)))

    def test_pass(self) -> None:
        with engine(DROPPED, WINDOWS) as environment:
            self.assertEqual(self.outcomes(DOCKER, environment), [("PASSED", "")])

    def test_fail(self) -> None:
        with engine(DROPPED, PLAIN, UNREADABLE) as environment:
            self.assertEqual(self.outcomes(DOCKER, environment), [("FAILED", "")])

    def test_a_person_has_to_decide(self) -> None:
        with engine(DROPPED, UNREADABLE) as environment:
            self.assertEqual(self.outcomes(DOCKER, environment),
                             [("WARNING", ": a person has to decide")])

    def test_no_container(self) -> None:
        with engine() as environment:
            self.assertEqual(self.outcomes(DOCKER, environment), [("PASSED", "")])

    def test_not_applicable(self) -> None:
        with machine() as environment:
            found = audit_file.Machine(environment).outcomes(without(DOCKER))
            self.assertEqual(short(found), [("WARNING", ": not applicable")])

    def test_no_answer(self) -> None:
        refusing = "echo 'Cannot connect to the Docker daemon' >&2; exit 1"
        with machine(docker=refusing) as environment:
            (found,) = audit_file.Machine(environment).outcomes(without(DOCKER))
            self.assertEqual(short([found]), [("WARNING", ": the engine does not answer")])
            self.assertIn("Cannot connect", found.output)

    def test_podman_is_for_a_person(self) -> None:
        with engine({**DROPPED, "BoundingCaps": []}) as environment:
            (found,) = audit_file.Machine(environment).outcomes(tree(DOCKER))
        self.assertEqual(short([found]), [("WARNING", ": a person has to decide")])
        self.assertIn("told: not privileged drop:ALL\n", found.output)

    def test_an_exact_list_is_for_a_person(self) -> None:
        exact = container(6, "exact", Capabilities=["CAP_CHOWN"], CapAdd=["cap_x"])
        with engine(exact) as environment:
            (found,) = audit_file.Machine(environment).outcomes(tree(DOCKER))
        self.assertEqual(short([found]), [("WARNING", ": a person has to decide")])
        self.assertIn("19.03 alone goes by; told: not privileged add:cap_x\n", found.output)

    def test_strict(self) -> None:
        strict = DOCKER.with_name("cisdocker-5.4-docker-strict.audit")
        no_raw = container(5, "no-raw", CapDrop=["NET_RAW"])
        with engine(DROPPED, no_raw) as environment:
            self.assertEqual(self.outcomes(DOCKER, environment), [("PASSED", "")])
            self.assertEqual(self.outcomes(strict, environment), [("FAILED", "")])


class Engine(unittest.TestCase):
    """What an engine may do while it is asked."""

    def said(self, docker: str) -> str:
        (item,) = [node for node in audit_file.nodes(without(DOCKER)) if node.tag == "custom_item"
                   and node.keywords["description"] == TITLE]
        with machine(docker=docker) as environment:
            return audit_file.Machine(environment).run(item).output

    def test_gone_meanwhile(self) -> None:
        output = self.said('case $* in ps*) test -e "$0.seen" || { echo aaaa; : >"$0.seen"; } ;; '
                           "info*) echo false ;; *inspect*) exit 1 ;; esac")
        self.assertIn("verdict: pass\n", output)
        self.assertIn("notapplicable container - aaaa: vanished", output)

    def test_there_and_not_readable(self) -> None:
        output = self.said("case $* in ps*) echo aaaa ;; info*) echo false ;; "
                           "*inspect*) exit 1 ;; esac")
        self.assertIn("verdict: unknown\n", output)
        self.assertIn("unknown container - aaaa: evidence-unreadable", output)

    def test_breaks_off_after_the_list(self) -> None:
        output = self.said('case $* in ps*) test ! -e "$0.seen" || exit 1; : >"$0.seen" ;; '
                           "info*) echo false ;; esac")
        self.assertIn("verdict: unknown\n", output)

    def test_does_not_tell_of_its_swarm(self) -> None:
        output = self.said("case $* in ps*) ;; *) exit 1 ;; esac")
        self.assertIn("verdict: unknown\n", output)
        self.assertIn("unknown service", output)


class Command(unittest.TestCase):
    """The file that runs cisdocker where it is."""

    def run_with(self, **commands: str) -> list[audit_file.Outcome]:
        with machine(**commands) as environment:
            return audit_file.Machine(environment).outcomes(without(COMMAND))

    def test_each_exit_status(self) -> None:
        for status, wanted in {0: ("PASSED", ""), 1: ("FAILED", ""),
                               2: ("WARNING", ": a person has to decide"),
                               3: ("WARNING", ": a person has to decide"),
                               139: ("WARNING", ": a person has to decide")}.items():
            found = self.run_with(docker="", cisdocker=f"echo 0; echo verdict: pass; exit {status}")
            self.assertEqual(short(found), [wanted], status)

    def test_what_is_asked(self) -> None:
        (found,) = self.run_with(docker="", cisdocker='echo "$*"')
        self.assertEqual(found.output, "verdict: pass\n  check 5.4 --profile cis --color never "
                                       "--progress never\n")

    def test_not_applicable(self) -> None:
        self.assertEqual(short(self.run_with(cisdocker="")), [("WARNING", ": not applicable")])

    def test_without_it_the_docker_command_is_asked(self) -> None:
        with engine(DROPPED) as environment:
            found = audit_file.Machine(environment).outcomes(without(COMMAND))
        self.assertEqual(short(found), [("WARNING", ": cisdocker is not installed"),
                                        ("PASSED", " (by the docker command)")])

    def test_the_real_one_without_an_engine(self) -> None:
        real = f'DOCKER_HOST=unix:///nonexistent/s exec "{CISDOCKER}" "$@"'
        (found,) = self.run_with(docker="", cisdocker=real)
        self.assertEqual(short([found]), [("WARNING", ": a person has to decide")])
        self.assertIn("/nonexistent/s", found.output)


class Hostile(unittest.TestCase):
    """Names and capabilities that are shell, awk, template, terminal or verdict."""

    def test_names(self) -> None:
        known = [container(number, name) for number, name in enumerate(HOSTILE, 1)]
        with engine(*known) as environment:
            (found,) = audit_file.Machine(environment).outcomes(tree(DOCKER))
        self.assertEqual(found.result, "FAILED")
        self.assertRegex(found.output, r"\A[ -~\n]+\Z")
        names = sorted(one.name for one in verdicts.said(found.output))
        self.assertEqual(names, sorted(name.replace("\0", "\ufffd")[:4096] for name in HOSTILE))

    def test_capabilities(self) -> None:
        known = [container(number, "x", CapDrop=["ALL"], CapAdd=[name])
                 for number, name in enumerate(HOSTILE, 1)]
        with engine(*known) as environment:
            (found,) = audit_file.Machine(environment).outcomes(tree(DOCKER))
        self.assertRegex(found.output, r"\A[ -~\n]+\Z")
        self.assertEqual(found.output.count("unknown-capability"), len(HOSTILE))


class Shells(unittest.TestCase):
    """What is written for POSIX means the same to all who claim to be it."""

    def compare(self, shell: tuple[str, ...], more: dict[str, str], joined: bool) -> None:
        with engine(DROPPED, PLAIN, UNREADABLE, WINDOWS, container(9, "a b\n")) as environment:
            plain = audit_file.Machine(environment).outcomes(tree(DOCKER))
            path = ":".join(filter(None, (more.get("PATH"), environment["PATH"])))
            got = audit_file.Machine({**environment, "PATH": path}, shell, joined)
            self.assertEqual(got.outcomes(tree(DOCKER)), plain)
        self.assertRegex(plain[0].output,
                         r"\Averdict: fail\n2 fail, 1 unknown, 1 notapplicable, 1 pass\n")

    def test_shells(self) -> None:
        here = [shell for shell in SHELLS if shutil.which(shell[0])]
        self.assertGreaterEqual(len(here), 1)
        for shell in here:
            for joined in (False, True):
                with self.subTest(" ".join(shell), joined=joined):
                    self.compare((shutil.which(shell[0]), *shell[1:]), {}, joined)

    def test_awks(self) -> None:
        for awk in AWKS:
            if shutil.which(awk[0]) is None:
                continue
            with self.subTest(" ".join(awk)), tempfile.TemporaryDirectory() as folder:
                script(folder, "awk", f'exec {shutil.which(awk[0])} {" ".join(awk[1:])} "$@"')
                self.compare(("/bin/sh",), {"PATH": folder}, True)

    def test_clean_for_shellcheck(self) -> None:
        if shutil.which("shellcheck") is None:
            self.skipTest("there is no shellcheck")
        for path in (ROOT / "libcisdocker/renderers/programs").glob("*.sh"):
            self.assertEqual(os.system(f"shellcheck '{path}' >&2"), 0)


if __name__ == "__main__":
    unittest.main()
