#!/usr/bin/env python3
"""The benchmark that a script checks: valid, and without cisdocker the script decides as we do.

tests/live/test_scap.py has oscap run it on a real engine.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import consumers
from consumers import HERE, content, run
from test_oval import PROFILES, audit, host_configs, make_root

BENCHMARK, SCRIPT = content("cisdocker-5.4-xccdf.xml"), content("cisdocker-5.4-sce.sh")
RESULTS = {"PASS": 101, "FAIL": 102, "ERROR": 103, "UNKNOWN": 104, "NOT_APPLICABLE": 105,
           "NOT_CHECKED": 106, "NOT_SELECTED": 107, "INFORMATIONAL": 108, "FIXED": 109}

# That the benchmark is for every platform is meant so: the script says where there is no engine.
PERMITTED = re.compile(r"Warning: The 'Benchmark' element has no platform specified")

# The programs that the script may use.
TOOLS = ("sh", "tr", "sed", "grep", "head", "tail", "mktemp", "rm", "cat", "env")


def engine_would_take(config: dict) -> bool:
    """Whether a real engine could answer this: lists of texts, and only 19.03 had an exact one."""
    lists = [config.get(key) or [] for key in ("CapAdd", "CapDrop")]
    return (isinstance(config.get("Privileged", False), bool) and "Capabilities" not in config
            and not {key for key in config if key.lower() in ("capadd", "capdrop")
                     and key not in ("CapAdd", "CapDrop")}
            and all(isinstance(one, list) and len(one) < 1000
                    and all(isinstance(name, str) and name for name in one) for one in lists))


class Script(unittest.TestCase):
    def setUp(self) -> None:
        kept = tempfile.TemporaryDirectory(prefix="cisdocker-sce-")
        self.addCleanup(kept.cleanup)
        self.folder = Path(kept.name)
        self.programs = self.folder / "bin"
        self.programs.mkdir()
        for name in TOOLS:
            os.symlink(str(shutil.which(name)), self.programs / name)
        self.socket = self.folder / "socket"

    def give_docker(self, containers: dict[str, dict], engine: str = "Docker Engine") -> None:
        given = self.folder / "containers.json"
        given.write_text(json.dumps(containers))
        fake = self.programs / "docker"
        fake.write_text(f"#!/bin/sh\nFAKE_DOCKER='{given}' FAKE_ENGINE='{engine}' "
                        f"exec '{sys.executable}' '{HERE / 'sce_docker.py'}' \"$@\"\n")
        fake.chmod(0o755)

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
    def test_as_the_library(self) -> None:
        """Every container of the scenarios that an engine could have, in one run for a profile."""
        configs = {name: {"Privileged": False, "CapAdd": None, "CapDrop": None, **config}
                   for name, config in host_configs().items() if engine_would_take(config)}
        self.assertGreater(len(configs), 60)
        self.give_docker(configs)
        roots = [self.folder / "roots" / name for name in configs]
        for root, config in zip(roots, configs.values()):
            make_root(root, json.dumps(config))
        for profile in PROFILES:
            done = self.check(profile=profile)
            self.assertEqual(done.returncode, RESULTS["FAIL"], done.stderr)
            said = dict(reversed(line.split(" ")[:2])
                        for line in done.stdout.splitlines() if re.match("pass|fail", line))
            wanted = dict(zip(configs, audit(roots, profile)))
            self.assertEqual(said, wanted)
            self.assertEqual(set(wanted.values()), {"pass", "fail"})

    def test_allowed(self) -> None:
        self.give_docker({"one": {"Privileged": False, "CapAdd": ["CAP_SYS_TIME"],
                                  "CapDrop": ["ALL"]}})
        for allowed, result in (("none", "FAIL"), ("sys_time", "PASS"), ("CHOWN, CAP_SYS_TIME",
                                "PASS"), ("ALL", "FAIL"), ("*", "FAIL")):
            with self.subTest(allowed):
                self.says(self.check(allowed_capabilities=allowed), result, "one")

    def test_none(self) -> None:
        self.give_docker({})
        self.says(self.check(), "NOT_APPLICABLE", "there is no container")

    def test_podman(self) -> None:
        self.give_docker({"one": {"Privileged": False, "CapAdd": None, "CapDrop": ["ALL"]}},
                         engine="Podman Engine")
        self.says(self.check(), "UNKNOWN", "Podman answers")

    def test_manual(self) -> None:
        self.give_docker({"one": {"Privileged": False, "CapAdd": None, "CapDrop": None}})
        self.says(self.check(profile="manual"), "NOT_CHECKED", "seen one")

    def test_what_comes_out_is_plain(self) -> None:
        """A control character or half a letter would break oscap's results."""
        self.give_docker({"one": {"Privileged": False, "CapAdd": ["A\x1b[31m\u00e4"],
                                  "CapDrop": None}})
        done = self.check()
        self.says(done, "FAIL", "one")
        self.assertTrue(done.stdout.isascii() and done.stdout.replace("\n", "").isprintable())


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
        dropped = {"Privileged": False, "CapAdd": None, "CapDrop": ["ALL"]}
        time = {**dropped, "CapAdd": ["SYS_TIME"]}
        broken = {**dropped, "CapDrop": 5}
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
