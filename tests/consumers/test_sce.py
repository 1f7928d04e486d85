#!/usr/bin/env python3
"""The benchmark that a script checks: valid, and without cisdocker the script decides as we do.

tests/live/test_openscap.py has oscap run it on a real engine.
"""

import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import consumers
from consumers import HERE, content, run
from test_oval import PROFILES, as_engine_writes, audit, host_configs, make_root

sys.path.insert(0, str(HERE.parent / "audit-files"))

import fake_docker  # noqa: E402
import verdicts  # noqa: E402

BENCHMARK, SCRIPT = content("cisdocker-5.4-xccdf.xml"), content("cisdocker-5.4-sce.sh")
RESULTS = {"PASS": 101, "FAIL": 102, "ERROR": 103, "UNKNOWN": 104, "NOT_APPLICABLE": 105,
           "NOT_CHECKED": 106, "NOT_SELECTED": 107, "INFORMATIONAL": 108, "FIXED": 109}

# That the benchmark is for every platform is meant so: the script says where there is no engine.
PERMITTED = re.compile(r"Warning: The 'Benchmark' element has no platform specified")

# The programs that the script may use.
TOOLS = ("sh", "tr", "sed", "grep", "head", "tail", "mktemp", "rm", "cat", "env", "awk", "xargs",
         "cut")

# Containers of scenarios: what the library says of them and what the script does, cis and strict.
# Which one Docker goes by it does not say, a list is as long as it is, and the last member counts.
EXACT = ("", "-all", "-drop-all", "-empty", "-harmless", "-unknown")
SCENARIOS = {
    **{f"exact-list{one}": ("fail fail", "unknown unknown") for one in EXACT},
    "list-1025": ("unknown unknown", "pass fail"),
}

DROPPED = {"Privileged": False, "CapAdd": None, "CapDrop": ["ALL"]}
PLAIN = {"Privileged": False, "CapAdd": None, "CapDrop": None}
TIME = {**DROPPED, "CapAdd": ["CAP_SYS_TIME"]}
SERVICE = {"ID": "s" * 25, "Spec": {"Name": "api", "TaskTemplate": {"ContainerSpec": {}}}}


def container(name: str, config: dict) -> dict:
    return {"Id": hashlib.sha256(name.encode()).hexdigest(), "Name": f"/{name}",
            "Platform": "linux", "HostConfig": config}


class Script(unittest.TestCase):
    maxDiff = None

    def setUp(self) -> None:
        kept = tempfile.TemporaryDirectory(prefix="cisdocker-sce-")
        self.addCleanup(kept.cleanup)
        self.folder = Path(kept.name)
        self.programs = self.folder / "bin"
        self.programs.mkdir()
        for name in TOOLS:
            os.symlink(str(shutil.which(name)), self.programs / name)
        self.socket = self.folder / "socket"

    def give(self, name: str, text: str) -> None:
        program = self.programs / name
        program.write_text(text)
        program.chmod(0o755)

    def give_docker(self, containers: dict[str, dict], *others: dict) -> None:
        """A docker command that tells of these, and of what else could be inspected."""
        place = self.folder / "docker"
        place.mkdir(exist_ok=True)
        fake_docker.prepare(place, [container(*one) for one in containers.items()] + [*others])
        self.give("docker", fake_docker.PROGRAM.format(
            place=shlex.quote(str(place)), python=shlex.quote(sys.executable),
            file=shlex.quote(fake_docker.__file__)))

    def check(self, **values: str) -> subprocess.CompletedProcess[str]:
        """Run it as oscap does, by default as if the engine were on another machine."""
        values = {"docker_host": "tcp://127.0.0.1:1", **values}
        environment = {"PATH": str(self.programs),
                       **{f"XCCDF_RESULT_{name}": str(code) for name, code in RESULTS.items()},
                       **{f"XCCDF_VALUE_{name}": value for name, value in values.items()}}
        return run(SCRIPT, env=environment)

    def says(self, done, result: str, text: str) -> None:
        self.assertEqual((done.returncode, done.stderr), (RESULTS[result], ""), done.stdout)
        self.assertIn(text, done.stdout)


class Decides(Script):
    def said(self, profile: str) -> dict[str, str]:
        """What the script says of each, by name or, where it could not read that, by number."""
        done = self.check(profile=profile)
        self.assertEqual((done.returncode, done.stderr), (RESULTS["FAIL"], ""), done.stdout)
        lines = done.stdout.splitlines()
        self.assertIn("decided by the shell", lines[-1])
        return {one.name or one.id: one.verdict for one in verdicts.said("\n".join(lines[:-1]))}

    def test_as_the_library(self) -> None:
        """Every container of the scenarios, in one run for a profile."""
        configs = {name: json.loads(as_engine_writes(config))
                   for name, config in host_configs().items() if "variant" not in name}
        self.assertGreater(len(configs), 80)
        self.give_docker(configs)
        roots = [self.folder / "roots" / name for name in configs]
        for root, config in zip(roots, configs.values()):
            make_root(root, json.dumps(config))
        both = []
        for profile in PROFILES:
            said = self.said(profile)
            library = [verdicts.WORD.get(one, one) for one in audit(roots, profile)]
            self.assertLessEqual({"pass", "fail", "unknown"}, set(library))
            both.append([(library[index], said.get(name) or
                          said[container(name, {})["Id"][:12]])
                         for index, name in enumerate(configs)])
        found = {name: (f"{cis[0]} {strict[0]}", f"{cis[1]} {strict[1]}")
                 for name, cis, strict in zip(configs, *both) if cis[0] != cis[1]
                 or strict[0] != strict[1]}
        self.assertEqual(found, SCENARIOS)

    def test_services(self) -> None:
        self.give_docker({"one": DROPPED}, SERVICE)
        self.says(self.check(), "FAIL", 'fail service "api"')

    def test_each_result(self) -> None:
        broken, windows = {**DROPPED, "CapDrop": 5}, {**container("win", PLAIN),
                                                      "Platform": "windows"}
        for containers, others, result in (
                ({"one": DROPPED}, (), "PASS"), ({"one": DROPPED, "two": PLAIN}, (), "FAIL"),
                ({"one": DROPPED, "two": broken}, (), "UNKNOWN"),
                ({"one": PLAIN, "two": broken}, (), "FAIL"), ({}, (), "NOT_APPLICABLE"),
                ({}, (windows,), "NOT_APPLICABLE"), ({"one": DROPPED}, (windows,), "PASS")):
            with self.subTest(containers=containers, others=others):
                self.give_docker(containers, *others)
                self.says(self.check(), result, "")

    def test_an_exact_list_is_no_pass(self) -> None:
        """Docker 19.03 grants what stands there, whatever is dropped."""
        self.give_docker({"one": {**DROPPED, "Capabilities": ["CAP_SYS_ADMIN"]}})
        self.says(self.check(), "UNKNOWN", "Docker 19.03 alone goes by")

    def test_allowed(self) -> None:
        self.give_docker({"one": TIME})
        for allowed, result in (
                ("none", "FAIL"), ("sys_time", "PASS"), ("CHOWN, CAP_SYS_TIME", "PASS"),
                ("ALL", "FAIL"), ("*", "FAIL"), ('X"SYS_TIME', "FAIL"), ("SYS_TIME;CHOWN", "FAIL"),
                ("CAP_CAP_SYS_TIME", "FAIL")):
            with self.subTest(allowed):
                self.says(self.check(allowed_capabilities=allowed), result, "one")

    def test_allowed_of_the_default_ones(self) -> None:
        self.give_docker({"one": PLAIN})
        for values, result, text in (
                ({}, "FAIL", "net-raw-default"),
                ({"allowed_capabilities": "NET_RAW"}, "PASS", "required-by-policy (NET_RAW)"),
                ({"allowed_capabilities": "NET_RAW", "profile": "strict"}, "FAIL",
                 "default-retained (CHOWN DAC_OVERRIDE"),
                ({"allowed_capabilities": "CHOWN", "profile": "strict"}, "FAIL",
                 "default-retained (DAC_OVERRIDE")):
            with self.subTest(values):
                self.says(self.check(**values), result, text)

    def test_podman(self) -> None:
        self.give_docker({"one": DROPPED}, {**container("two", DROPPED), "BoundingCaps": []})
        self.says(self.check(), "UNKNOWN", "the lists of Podman do not tell")

    def test_manual(self) -> None:
        self.give("docker", "#!/bin/sh\ncase $* in ps*) echo 0123 ;; *'container inspect'*) "
                            "echo \"/one (for ${*##* })\" ;; esac\n")
        self.says(self.check(profile="manual"), "NOT_CHECKED", "seen one (for 0123)\n")

    def test_no_answer(self) -> None:
        self.give("docker", "#!/bin/sh\necho 'Cannot connect to the Docker daemon' >&2; exit 1\n")
        for profile in ("cis", "manual"):
            self.says(self.check(profile=profile), "ERROR", "does not answer: Cannot connect")

    def test_what_comes_out_is_plain(self) -> None:
        """A control character or half a letter would break oscap's results."""
        self.give_docker({"one\x1b[31m\u00e4": {**PLAIN, "CapAdd": ["A\x1b[31m\u00e4"]}})
        done = self.check()
        self.says(done, "FAIL", "one")
        self.assertTrue(done.stdout.isascii() and done.stdout.replace("\n", "").isprintable())

    def test_clean_for_shellcheck(self) -> None:
        if shutil.which("shellcheck") is None:
            self.skipTest("there is no shellcheck")
        done = run("shellcheck", SCRIPT)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


class Place(Script):
    def test_no_engine(self) -> None:
        done = self.check(docker_host=f"unix://{self.socket}")
        self.says(done, "NOT_APPLICABLE", "no Docker Engine")

    def test_no_way_to_ask(self) -> None:
        self.says(self.check(), "ERROR", "neither cisdocker nor the docker command")

    def test_wrong_profile(self) -> None:
        self.says(self.check(profile="cis2"), "ERROR", "'cis2'")


class WithCisdocker(Script):
    """What the script makes of the command's own answer: a command that audits saved output."""

    def give_cisdocker(self, saved: Path) -> None:
        """The command under test, its engine exchanged for a file."""
        wrapper = self.programs / "cisdocker"
        wrapper.write_text(f"""#!/bin/sh
PATH={os.environ['PATH']}
[ "$1" = check ] || exec '{consumers.program()}' "$@"
shift 4
exec '{consumers.program()}' check 5.4 --inspect '{saved}' "$@"
""")
        wrapper.chmod(0o755)

    def save(self, *containers: dict) -> Path:
        path = self.folder / "saved.json"
        path.write_text(json.dumps([{"Id": f"{index:064x}", "Name": f"/c{index}",
                                     "HostConfig": config}
                                    for index, config in enumerate(containers)]))
        return path

    def test_results(self) -> None:
        dropped, time, broken = DROPPED, TIME, {**DROPPED, "CapDrop": 5}
        for containers, values, result in (
                ([dropped], {}, "PASS"), ([dropped, time], {}, "FAIL"),
                ([time], {"allowed_capabilities": "SYS_TIME,NET_RAW"}, "PASS"),
                ([time], {"allowed_capabilities": "SYS_TIME", "profile": "strict"}, "PASS"),
                ([dropped, broken], {}, "ERROR"), ([broken, time], {}, "FAIL"),
                ([time], {"profile": "manual"}, "NOT_CHECKED"), ([], {}, "NOT_APPLICABLE")):
            with self.subTest(containers=containers, values=values):
                self.give_cisdocker(self.save(*containers))
                self.says(self.check(**values), result, "decided by cisdocker")

    def test_unknown_allowed(self) -> None:
        self.give_cisdocker(self.save())
        done = self.check(allowed_capabilities="SYS_TIMER")
        self.assertEqual(done.returncode, RESULTS["ERROR"])
        self.assertIn("unknown capability 'SYS_TIMER'", done.stderr)


class Benchmark(unittest.TestCase):
    def good(self, done) -> str:
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_valid(self) -> None:
        said = self.good(run("oscap", "xccdf", "validate", BENCHMARK))
        self.assertEqual([line for line in said.splitlines() if re.search("Warning|Error", line)
                          and not PERMITTED.match(line)], [])
        schema = consumers.SCHEMAS / "xccdf/1.2/xccdf_1.2.xsd"
        done = run("xmllint", "--noout", "--nonet", "--schema", schema, BENCHMARK)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_info_guide_and_fix(self) -> None:
        self.assertIn("xccdf_io.cisdocker_profile_strict",
                      self.good(run("oscap", "info", BENCHMARK)))
        profile = ("--profile", "xccdf_io.cisdocker_profile_cis", BENCHMARK)
        fix = self.good(run("oscap", "xccdf", "generate", "fix", *profile))
        self.assertIn("--cap-drop=ALL", fix)
        self.assertNotIn("MISSING", fix)
        guide = self.good(run("oscap", "xccdf", "generate", "guide", *profile))
        self.assertIn("Ensure that Linux kernel capabilities", guide)
        consumers.note("export cisdocker-5.4-xccdf.xml", "oscap xccdf validate, info, generate fix",
                       "valid by schema and rules; its script decides as the library; oscap runs "
                       "it on a real engine in a live test")

    def test_script_in_the_library_is_the_one_kept(self) -> None:
        tool = HERE.parents[1] / "scripts/make-sce-text"
        self.good(run(sys.executable, tool, "--check"))


if __name__ == "__main__":
    consumers.need_program("oscap")
    consumers.need_program("xmllint")
    unittest.main()
