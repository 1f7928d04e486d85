#!/usr/bin/env python3
"""Our OVAL, as oscap evaluates it, against the library: the same containers, root by root.

Every container of the scenarios is put into a data root of its own. Where the two differ it is for
a reason that the definition gives, and stands in a table here; a difference that has gone is a
failure, too.
"""

import hashlib
import json
import os
import shutil
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import consumers
from consumers import HERE, run

CAPTURED = HERE.parent / "data/root-20.10/docker"
PROFILES = ("cis", "strict")
SAYS = {"true": "pass", "false": "fail"}
CONFIG, HOST = "config.v2.json", "hostconfig.json"

VARIABLES = """\
<oval_variables xmlns="http://oval.mitre.org/XMLSchema/oval-variables-5"
    xmlns:oval="http://oval.mitre.org/XMLSchema/oval-common-5">
  <generator>
    <oval:schema_version>5.11</oval:schema_version>
    <oval:timestamp>2026-01-02T00:00:00</oval:timestamp>
  </generator>
  <variables>{}</variables>
</oval_variables>
"""
VARIABLE = '<variable id="oval:io.cisdocker:var:{}" datatype="string" comment=""><value>{}</value>' \
           '</variable>'

# The differences there are, by the number that the definition's description gives the reason.
DIFFERENCES = {
    "1": "evidence that cannot be read is an error, or unknown; OVAL says that it fails",
    "2": "a policy speaks of one container, the value of all",
    "3": "it is not in these files",
    "4": "OVAL does not read JSON",
    "5": "a Windows container is not applicable",
}

# Containers of scenarios: the reason, what the library says and what OVAL does, cis and strict.
SCENARIOS = {
    "case-variant-beside": ("1", "error error", "fail fail"),
    "case-variant-key": ("1", "error error", "fail fail"),
    "exact-list-wrong-type": ("1", "error error", "fail fail"),
    "list-1025": ("4", "error error", "pass fail"),
    "list-nested": ("1", "error error", "fail fail"),
    "list-null-entry": ("1", "error error", "fail fail"),
    "list-number-entry": ("1", "error error", "fail fail"),
    "list-object": ("1", "error error", "fail fail"),
    "list-string": ("1", "error error", "fail fail"),
    "policy-error-not-waived": ("1", "error error", "fail fail"),
    "privileged-null": ("1", "pass pass", "fail fail"),
    "privileged-number": ("1", "error error", "fail fail"),
    "privileged-string": ("1", "error error", "fail fail"),
    "recovers": ("1", "error error", "fail fail"),
}


def oval() -> Path:
    return consumers.content("cisdocker-5.4-oval.xml")


def evaluate(root: Path, profile: str, allowed: str = "none") -> str:
    """What oscap says of the definition: true, false, error, unknown, ..."""
    with tempfile.NamedTemporaryFile("w", suffix=".xml") as file:
        values = enumerate((root, profile, allowed), 1)
        file.write(VARIABLES.format("".join(VARIABLE.format(*value) for value in values)))
        file.flush()
        done = run("oscap", "oval", "eval", "--variables", file.name, oval())
    if done.returncode != 0:
        raise AssertionError(done.stdout + done.stderr)
    return done.stdout.splitlines()[0].rsplit(": ", 1)[1]


def audit(roots: list[Path], profile: str, *more: str | Path) -> list[str]:
    """What the library says of each of these roots, of which each has one container."""
    words = [word for root in roots for word in ("--root", root)]
    done = consumers.command("check", "5.4", *words, "--profile", profile, "--format", "json",
                             *more)
    said = {result["subject"]["target"]: result["verdict"]
            for result in json.loads(done.stdout)["results"]}
    return [said.get(index, "nothing") for index in range(len(roots))]


def decides(config: dict) -> str:
    """What of a HostConfig the check looks at, as a key."""
    keys = ("privileged", "capadd", "capdrop", "capabilities")
    return json.dumps({key: value for key, value in config.items() if key.lower() in keys})


def host_configs() -> dict[str, dict]:
    """The HostConfig of each container of the scenarios that saved output was given to."""
    found: dict[str, dict] = {}
    seen = set()
    for path in sorted((HERE.parent / "scenarios").glob("*/inspect.json")):
        try:
            read = json.loads(path.read_text())
        except ValueError:
            continue
        for index, one in enumerate(read if isinstance(read, list) else [read]):
            config = one.get("HostConfig") if isinstance(one, dict) else None
            if not isinstance(config, dict) or decides(config) in seen:
                continue
            seen.add(decides(config))
            found[path.parent.name + (f"-{index}" if index else "")] = config
    return found


def as_engine_writes(config: dict) -> str:
    """An engine writes all keys, and no blank between them."""
    whole = {"Privileged": False, "CapAdd": None, "CapDrop": None, **config}
    return json.dumps(whole, separators=(",", ":"))


def make_root(root: Path, text: str, **more) -> Path:
    """A data root with one container, whose hostconfig.json is this; returns its folder."""
    name = hashlib.sha256(str(root).encode()).hexdigest()
    folder = root / "containers" / name
    folder.mkdir(parents=True)
    (folder / HOST).write_text(text)
    (folder / CONFIG).write_text(json.dumps({"ID": name, "Name": "/one", "State": {},
                                             "Config": {"Image": "one"}, **more}))
    return folder


class Folder(unittest.TestCase):
    def setUp(self) -> None:
        kept = tempfile.TemporaryDirectory(prefix="cisdocker-oval-")
        self.addCleanup(kept.cleanup)
        self.folder = Path(kept.name)


class Scenarios(Folder):
    def compare(self, names: list[str], roots: list[Path]) -> dict[str, tuple[str, str]]:
        """Of those that differ, what the library says and what OVAL does, for both profiles."""
        library = [audit(roots, profile) for profile in PROFILES]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            said = [list(pool.map(lambda root, by=profile: evaluate(root, by), roots))
                    for profile in PROFILES]
        both = {name: (" ".join(one[index] for one in library),
                       " ".join(SAYS.get(one[index], one[index]) for one in said))
                for index, name in enumerate(names)}
        self.assertLessEqual({"pass pass", "fail fail", "pass fail"},
                             {one for one, _ in both.values()})
        return {name: pair for name, pair in both.items() if pair[0] != pair[1]}

    def test_they_differ_where_the_description_says(self) -> None:
        configs = host_configs()
        self.assertGreater(len(configs), 80)
        roots = [self.folder / name for name in configs]
        for root, config in zip(roots, configs.values()):
            make_root(root, as_engine_writes(config))
        differ = self.compare(list(configs), roots)
        self.assertEqual(differ, {name: row[1:] for name, row in SCENARIOS.items()})
        consumers.note("export cisdocker-5.4-oval.xml", "oscap oval eval",
                       "every container of the scenarios as the library, by cis and by strict, "
                       "but for those with damaged evidence, which are listed")


class Damage(Folder):
    """Data roots that no scenario has: what the library says, what OVAL does, and why."""

    GOOD = '{"CapAdd":null,"CapDrop":["ALL"],"Privileged":false}'

    def check(self, reason: str, root: Path, library: str, said: str, *more: str | Path) -> None:
        self.assertIn(reason, {*DIFFERENCES, "same"})
        self.assertEqual((audit([root], "cis", *more), evaluate(root, "cis")), ([library], said))

    def test_good(self) -> None:
        make_root(self.folder, self.GOOD)
        self.check("same", self.folder, "pass", "true")

    def test_damaged_files(self) -> None:
        damage = {"empty": "", "cut": self.GOOD[:-1], "garbage": "x" + self.GOOD,
                  "more": self.GOOD + "{", "list": f"[{self.GOOD}]",
                  "twice": self.GOOD[:-1] + ',"CapAdd":["ALL"]}',
                  "other case": self.GOOD[:-1] + ',"capadd":["ALL"]}',
                  "escape": self.GOOD.replace("null", r'["\u0041LL"]')}
        for name, text in damage.items():
            with self.subTest(name):
                root = self.folder / name.replace(" ", "-")
                make_root(root, text)
                reason, library = ("same", "fail") if name == "escape" else ("1", "error")
                self.check(reason, root, library, "false")

    def test_pretty_printed(self) -> None:
        make_root(self.folder, json.dumps(json.loads(self.GOOD), indent=2) + "\n")
        self.check("same", self.folder, "pass", "true")

    def test_no_file(self) -> None:
        (make_root(self.folder, self.GOOD) / HOST).unlink()
        self.check("1", self.folder, "error", "false")

    def test_a_stranger_among_the_folders(self) -> None:
        (self.folder / "containers/stranger").mkdir(parents=True)
        self.check("1", self.folder, "error", "false")

    def test_no_containers(self) -> None:
        """None is nothing wrong; a folder that is not there is."""
        self.assertEqual(evaluate(self.folder, "cis"), "false")
        (self.folder / "containers").mkdir()
        self.check("same", self.folder, "nothing", "true")

    def test_user_namespace(self) -> None:
        (self.folder / "containers").mkdir()
        make_root(self.folder / "100000.100000", self.GOOD.replace('"ALL"', '"KILL"'))
        self.check("same", self.folder, "fail", "false")

    def test_beside_it(self) -> None:
        """The file beside it is not JSON."""
        (make_root(self.folder, self.GOOD) / CONFIG).write_text("{")
        self.check("4", self.folder, "error", "true")

    def test_windows(self) -> None:
        make_root(self.folder, self.GOOD.replace('"ALL"', ""), OS="windows")
        self.check("5", self.folder, "notapplicable", "false")

    def test_podman(self) -> None:
        """Podman's storage is no place of Docker's, and so there is none."""
        (self.folder / "overlay-containers").mkdir()
        (self.folder / "overlay-containers/containers.json").write_text("[]")
        self.check("3", self.folder, "nothing", "false")

    def test_policy(self) -> None:
        """What one container may have, all may."""
        policy = self.folder / "policy.yaml"
        policy.write_text("required:\n  - {name: one, capabilities: [SYS_TIME], reason: clock}\n")
        for name in ("one", "two"):
            make_root(self.folder / name, self.GOOD.replace("null", '["CAP_SYS_TIME"]'),
                      Name=f"/{name}")
        said = [audit([self.folder / name], "cis", "--policy", policy)[0]
                for name in ("one", "two")]
        self.assertEqual(said, ["pass", "fail"])
        self.assertEqual([evaluate(self.folder / name, "cis", "SYS_TIME")
                          for name in ("one", "two")], ["true", "true"])


class Allowed(Folder):
    """The value of allowed capabilities, as its description has it."""

    def test_spellings(self) -> None:
        make_root(self.folder, '{"CapAdd":["cap_Sys_Time","CHOWN"],"CapDrop":["ALL"],'
                               '"Privileged":false}')
        for allowed, said in (("none", "false"), ("SYS_TIME", "true"), ("CAP_sys_time", "true"),
                              ("CHOWN, SYS_TIME", "true"), ("ALL", "false"), (".*", "false"),
                              ("SYS", "false"), ("SYS_TIME2", "false"), (",", "false")):
            with self.subTest(allowed):
                self.assertEqual(evaluate(self.folder, "cis", allowed), said)

    def test_strict_counts_the_default_ones(self) -> None:
        make_root(self.folder, '{"CapAdd":["CHOWN"],"CapDrop":["ALL"],"Privileged":false}')
        for allowed, said in (("none", "false"), ("KILL,CHOWN", "true"), ("KILL", "false")):
            with self.subTest(allowed):
                self.assertEqual(evaluate(self.folder, "strict", allowed), said)

    def test_net_raw_and_all(self) -> None:
        make_root(self.folder / "kept", '{"CapAdd":null,"CapDrop":[],"Privileged":false}')
        make_root(self.folder / "all", '{"CapAdd":["ALL"],"CapDrop":[],"Privileged":false}')
        self.assertEqual(evaluate(self.folder / "kept", "cis", "NET_RAW"), "true")
        self.assertEqual(evaluate(self.folder / "kept", "strict", "NET_RAW"), "false")
        self.assertEqual(evaluate(self.folder / "all", "cis", "NET_RAW,ALL"), "false")


class Captured(Folder):
    def test_container_by_container(self) -> None:
        """What an engine really wrote, each container by itself."""
        roots = []
        for place in sorted((CAPTURED / "containers").iterdir()):
            roots.append(self.folder / place.name[:12])
            shutil.copytree(place, roots[-1] / "containers" / place.name)
        for profile in PROFILES:
            said = [SAYS[evaluate(root, profile)] for root in roots]
            self.assertEqual(said, audit(roots, profile))
            self.assertEqual(set(said), {"pass", "fail"})
        self.assertEqual(evaluate(CAPTURED, "cis"), "false")


class Description(unittest.TestCase):
    def test_gives_every_reason(self) -> None:
        """The numbers of the table are those of the description."""
        text = oval().read_text()
        for number in DIFFERENCES:
            self.assertIn(f"({number}) ", text)
        self.assertNotIn(f"({len(DIFFERENCES) + 1}) ", text)


if __name__ == "__main__":
    consumers.need_program("oscap")
    unittest.main()
