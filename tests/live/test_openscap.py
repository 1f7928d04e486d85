#!/usr/bin/python3
"""OpenSCAP on a real engine: by our script, by our check engine and by OVAL what the library says.

The check engine is tested where it was built: --with-openscap, package libopenscap-dev.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import audit
import image
from engine import Engine
from skip import skip
from tally import Tally

CONTENT = os.path.join(audit.HERE, "..", "..", "audit-files")
BUILD = os.path.dirname(os.path.dirname(audit.program()))
PLUGIN = f"{BUILD}/contrib/openscap/plugin"
SCAN = f"{BUILD}/contrib/openscap/scan"
PATIENCE = 120

XCCDF = "{http://checklists.nist.gov/xccdf/1.2}"
PREFIX = "xccdf_io.cisdocker_"
OURS, SCRIPT = "urn:io.cisdocker:check", "http://open-scap.org/page/SCE"
OVAL = "http://oval.mitre.org/XMLSchema/oval-definitions-5"

# One more container at a time, and what the profiles then say: cis, strict.
STEPS = [
    ("dropped", {"CapDrop": ["ALL"]}, "pass", "pass"),
    ("web", {"CapDrop": ["all"], "CapAdd": ["cap_net_bind_service"]}, "pass", "fail"),
    ("less-raw", {"CapDrop": ["CAP_NET_RAW"]}, "pass", "fail"),
    ("plain", {}, "fail", "fail"),
    ("everything", {"Privileged": True}, "fail", "fail"),
]

TAILORING = """\
<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="{prefix}tailoring_test">
  <benchmark href="x" id="{prefix}benchmark_docker-5.4"/>
  <version time="2026-01-02T00:00:00">1</version>
  <Profile id="{prefix}profile_test" extends="{prefix}profile_{profile}">
    <title>test</title>
    <set-value idref="{prefix}value_docker_host">{host}</set-value>
    <set-value idref="{prefix}value_data_root">{root}</set-value>
    <set-value idref="{prefix}value_allowed_capabilities">{allowed}</set-value>
  </Profile>
</Tailoring>
"""

# A command that sees other programs in /usr/local/bin, which is on the path of OpenSCAP's scripts.
WITH_PROGRAMS = ["unshare", "--mount", "sh", "-c",
                 'mount --bind "$0" /usr/local/bin && exec "$@"']


class Site:
    """A folder with our content, two sets of programs, and what is set for this engine."""

    def __init__(self, folder: str, engine: Engine):
        self.folder, self.engine = folder, engine
        self.results = f"{folder}/results.xml"
        self.tailoring = f"{folder}/tailoring.xml"
        shutil.copytree(CONTENT, f"{folder}/content")
        for name in ("ours", "nothing"):
            os.mkdir(f"{folder}/{name}")
        with open(f"{folder}/ours/cisdocker", "w", encoding="utf-8") as wrapper:
            wrapper.write(f'#!/bin/sh\nexec \'{audit.program()}\' "$@"\n')
        os.chmod(f"{folder}/ours/cisdocker", 0o755)

    def tailor(self, profile: str, allowed: str, file: str) -> None:
        """The settings for a benchmark, of whose values it may name only those it has."""
        text = TAILORING.format(prefix=PREFIX, profile=profile, host=self.engine.url,
                                root=f"{self.engine.folder}/data", allowed=allowed)
        absent = "docker_host" if file.endswith("ds.xml") else "data_root"
        with open(self.tailoring, "w", encoding="utf-8") as tailoring:
            tailoring.write(re.sub(f".*value_{absent}.*\n", "", text))

    def oscap(self, file: str) -> list[str]:
        return ["oscap", "xccdf", "eval", "--profile", f"{PREFIX}profile_test",
                "--tailoring-file", self.tailoring, "--results", self.results,
                f"{self.folder}/content/{file}"]

    def scan(self, file: str) -> list[str]:
        return [SCAN, f"{self.folder}/content/{file}", f"{PREFIX}profile_test", self.results,
                self.tailoring]

    def programs(self, name: str) -> list[str]:
        return [*WITH_PROGRAMS, f"{self.folder}/{name}"]


BENCHMARK, STREAM = "cisdocker-5.4-xccdf.xml", "cisdocker-5.4-ds.xml"


def ways(site: Site) -> dict[str, tuple[str, str, list[str], dict[str, str]]]:
    """How to ask: the file, the engine that has to answer, the command, more environment."""
    asked = {
        "script with cisdocker": (BENCHMARK, SCRIPT, site.programs("ours") +
                                  site.oscap(BENCHMARK), {}),
        "script without": (BENCHMARK, SCRIPT, site.programs("nothing") + site.oscap(BENCHMARK),
                           {}),
        "OVAL": (STREAM, OVAL, site.oscap(STREAM), {}),
    }
    if os.path.exists(SCAN):
        plugin = {"OSCAP_CHECK_ENGINE_PLUGIN_DIR": PLUGIN}
        asked["plugin"] = (BENCHMARK, OURS, site.oscap(BENCHMARK), plugin)
        asked["plugin, OVAL"] = (STREAM, OVAL, site.oscap(STREAM), plugin)
        asked["linked program"] = (BENCHMARK, OURS, site.scan(BENCHMARK), {})
    return asked


def library(engine: Engine, profile: str) -> str:
    done = audit.run("check", "5.4", "--host", engine.url, "--profile", profile, "--format",
                     "xccdf", "--kernel", "off")
    return ElementTree.fromstring(done.stdout).findtext(f".//{XCCDF}rule-result/{XCCDF}result")


def ask(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True,
                          text=True, check=False, timeout=PATIENCE)


def one_way(tally: Tally, site: Site, way: str, profile: str, wanted: str,
            allowed: str = "none") -> str:
    """Evaluate; the result, the engine that answered and the exit status are as they should be."""
    file, system, command, environment = ways(site)[way]
    site.tailor(profile, allowed, file)
    if os.path.exists(site.results):
        os.remove(site.results)
    done = ask(command, environment)
    what = f"{way}, {profile}"
    if not tally.expect(os.path.exists(site.results), f"{what}: {done.stdout}{done.stderr}"):
        return ""
    (result,) = ElementTree.parse(site.results).getroot().iter(f"{XCCDF}rule-result")
    answered = [check.get("system") for check in result.iter(f"{XCCDF}check")]
    said = "".join(part.text or "" for part in result.iter(f"{XCCDF}check-import"))
    tally.equal(result.findtext(f"{XCCDF}result"), wanted, f"{what}: {said}")
    unasked = (profile, system) == ("manual", OVAL)
    tally.equal(answered, [] if unasked else [system], f"{what}: check engine")
    tally.equal(done.stderr, "", f"{what}: stderr")
    tally.equal(done.returncode, 2 if wanted in ("fail", "error") else 0, f"{what}: status")
    return said


def every_way(tally: Tally, site: Site, names: list[str], verdicts: tuple[str, str]) -> None:
    for profile, wanted in zip(("cis", "strict"), verdicts):
        tally.equal(library(site.engine, profile), wanted, f"library, {profile}")
        for way, row in ways(site).items():
            said = one_way(tally, site, way, profile, wanted)
            # those that pass may be there as a number alone
            for name in names[-1:] if wanted == "fail" and row[1] != OVAL else []:
                tally.expect(name in said, f"{way}, {profile}: '{name}' is not in {said!r}")


def allowed(tally: Tally, site: Site) -> None:
    for way in ways(site):
        one_way(tally, site, way, "strict", "pass", "NET_BIND_SERVICE, chown")
        one_way(tally, site, way, "strict", "fail", "KILL")


def refused(tally: Tally, site: Site) -> None:
    """What is no capability is an error to cisdocker; the others allow nothing by it."""
    for way, wanted in (("script with cisdocker", "error"), ("script without", "fail"),
                        ("OVAL", "fail"), ("plugin", "error")):
        if way in ways(site):
            one_way(tally, site, way, "cis", wanted, 'NET_"RAW')


def manual(tally: Tally, site: Site) -> None:
    for way in ways(site):
        one_way(tally, site, way, "manual", "notchecked")


def without_an_engine(tally: Tally, site: Site) -> None:
    """Nothing listens: an error, and no pass."""
    site.engine.process.kill()
    site.engine.process.wait()
    for way, row in ways(site).items():
        if row[1] != OVAL:
            one_way(tally, site, way, "cis", "error")


def main() -> int:
    if shutil.which("oscap") is None:
        skip("oscap is not installed (Debian: openscap-scanner)")
    tally = Tally("test_openscap")
    names = []
    with Engine() as engine, tempfile.TemporaryDirectory() as folder:
        site = Site(folder, engine)
        for name, options, *verdicts in STEPS:
            engine.client.create(name, {"Image": image.NAME, "Cmd": ["sleep", "100000"],
                                        "HostConfig": options})
            names.append(name)
            every_way(tally, site, names, (verdicts[0], verdicts[1]))
            if name == "web":
                allowed(tally, site)
        refused(tally, site)
        manual(tally, site)
        asked = len(ways(site))
        without_an_engine(tally, site)
    return tally.status(f"{asked} ways" + ("" if os.path.exists(SCAN)
                                           else "; our check engine was not built"))


if __name__ == "__main__":
    sys.exit(main())
