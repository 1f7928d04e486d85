#!/usr/bin/env python3
"""Our SCAP 1.3 data stream in oscap: valid, applicable where it should be, deciding as we do.

A host is a folder that oscap takes for a machine's root (OSCAP_PROBE_ROOT).
"""

import html
import os
import re
import shutil
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import consumers
from consumers import HERE, content, run

CAPTURED = HERE.parent / "data/root-20.10/docker/containers"
STREAM = content("cisdocker-5.4-ds.xml")
TAILORING = content("cisdocker-5.4-tailoring.xml")
PREFIX = "xccdf_io.cisdocker_"
RULE = PREFIX + "rule_5.4"
XCCDF = "{http://checklists.nist.gov/xccdf/1.2}"

# What the rules of SCAP 1.3 would rather have: an address for updates, a CCE for the check (there
# is none), and a spelling of CPE names that OpenSCAP 1.3.7 does not take.
PERMITTED = ("SRC-341-1|", "SRC-251-1|", "SRC-207-1|", "The 'cpe:/' prefix")

# Of the captured containers, what each is.
DROPPED = "22a36b5fc3b51e205ea7602d9c7c7fa2c6cbe4fbf4020f12142aa50b22a3ece0"
BIND = "6d542b9b1df73db7ecb2daa5435fda05cc7a1d00db9fab240ae941f39335bf7e"
PLAIN = "8a3d546d78b215f1ea3ddd0c4f0fd3c5b8d2b6a004cd6c33d6b54687e58faf6b"
RAW_DROPPED = "a0578a819c3134fe8f5d772f1a3c65f419af3b3131b0938c291161e78b6a71ff"


class Host:
    """A folder that is a machine's root, its data root in the usual place or another."""

    def __init__(self, folder: Path, *containers: str, engine: bool = True,
                 data_root: str = "var/lib/docker"):
        self.folder = folder
        self.data_root = folder / data_root
        (folder / "usr/bin").mkdir(parents=True)
        if engine:
            (folder / "usr/bin/dockerd").touch()
            (self.data_root / "containers").mkdir(parents=True)
        for name in containers:
            shutil.copytree(CAPTURED / name, self.data_root / "containers" / name)

    def oscap(self, *words: str | Path):
        return run("oscap", *words, env={**os.environ, "OSCAP_PROBE_ROOT": str(self.folder)})

    def scan(self, profile: str, *more: str | Path) -> str:
        """The result of the rule."""
        done = self.oscap("xccdf", "eval", "--profile", PREFIX + "profile_" + profile, *more,
                          STREAM)
        results = re.findall(r"^Result\s+(\w+)$", done.stdout, re.M)
        if len(results) != 1 or done.returncode != (2 if results[0] == "fail" else 0):
            raise AssertionError(f"{done.returncode}: {done.stdout}{done.stderr}")
        return results[0]

    def library(self, profile: str) -> str:
        """The same, said by the library."""
        done = consumers.command("check", "5.4", "--root", self.data_root, "--profile", profile,
                                 "--format", "xccdf")
        return ElementTree.fromstring(done.stdout).findtext(f".//{XCCDF}rule-result/{XCCDF}result")


class Stream(unittest.TestCase):
    def setUp(self) -> None:
        kept = tempfile.TemporaryDirectory(prefix="cisdocker-stream-")
        self.addCleanup(kept.cleanup)
        self.folder = Path(kept.name)

    def good(self, done) -> str:
        self.assertEqual(done.returncode, 0, done.stdout[-2000:] + done.stderr[-2000:])
        return done.stdout

    def host(self, *containers: str, **more) -> Host:
        return Host(self.folder / f"host{len(list(self.folder.iterdir()))}", *containers, **more)


class Valid(Stream):
    def test_schema(self) -> None:
        self.good(run("oscap", "ds", "sds-validate", STREAM))

    def test_everything(self) -> None:
        """Schemas and rules of every part, and those of SCAP 1.3 for the whole."""
        said = self.good(run("oscap", "xccdf", "validate", STREAM))
        self.assertIn("Complete result of schematron validation", said)
        self.assertNotIn("FAIL", said)
        self.assertEqual([line for line in said.splitlines() if re.match("Warning|Error", line)
                          and not any(one in line for one in PERMITTED)], [])
        consumers.note("export cisdocker-5.4-ds.xml", "oscap ds sds-validate, xccdf validate",
                       "valid, by the schemas and by the rules of XCCDF, OVAL and SCAP 1.3")

    def test_rules_are_run(self) -> None:
        path = self.folder / "ds.xml"
        path.write_text(re.sub(r'(<check system=")[^"]*(">\s*<check-export)', r"\1urn:x\2",
                               STREAM.read_text()))
        self.assertEqual(run("oscap", "xccdf", "validate", path).returncode, 2)

    def test_parts(self) -> None:
        """Taken apart, each is valid by itself, the definition is the one kept as a file."""
        self.good(run("oscap", "ds", "sds-split", STREAM, self.folder))
        names = sorted(path.name for path in self.folder.iterdir())
        self.assertEqual(len(names), 4, names)
        for kind, schema in (("xccdf", "xccdf/1.2/xccdf_1.2.xsd"),
                             ("cpe-dictionary", "cpe/2.3/cpe-dictionary_2.3.xsd"),
                             ("5.4-oval", "oval/5.11/oval-definitions-schema.xsd"),
                             ("cpe-oval", "oval/5.11/oval-definitions-schema.xsd")):
            (path,) = self.folder.glob(f"*{kind}.xml")
            done = run("xmllint", "--noout", "--nonet", "--schema", consumers.SCHEMAS / schema,
                       path)
            self.assertEqual(done.returncode, 0, done.stderr)
        split, kept = (self.folder / "cisdocker-5.4-oval.xml", content("cisdocker-5.4-oval.xml"))
        self.assertEqual(canonical(split), canonical(kept))
        for path in self.folder.glob("*oval.xml"):
            self.good(run("oscap", "oval", "validate", "--schematron", path))

    def test_tailoring(self) -> None:
        schema = consumers.SCHEMAS / "xccdf/1.2/xccdf_1.2.xsd"
        done = run("xmllint", "--noout", "--nonet", "--schema", schema, TAILORING)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("profile_site", self.good(run("oscap", "info", TAILORING)))


def canonical(path: Path) -> str:
    return ElementTree.canonicalize(from_file=str(path), strip_text=True)


class Scan(Stream):
    def test_agrees_with_the_library(self) -> None:
        for wanted, containers in (("pass pass", (DROPPED,)), ("pass fail", (DROPPED, RAW_DROPPED)),
                                   ("pass fail", (BIND,)), ("fail fail", (DROPPED, PLAIN))):
            host = self.host(*containers)
            for profile, result in zip(("cis", "strict"), wanted.split()):
                with self.subTest(containers=containers, profile=profile):
                    self.assertEqual(host.scan(profile), result)
                    self.assertEqual(host.library(profile), result)
        whole = self.host(*(path.name for path in CAPTURED.iterdir()))
        self.assertEqual((whole.scan("cis"), whole.library("cis")), ("fail", "fail"))
        consumers.note("export cisdocker-5.4-ds.xml", "oscap xccdf eval",
                       "on captured data roots pass and fail as the library, by cis and strict; "
                       "not applicable where there is no Docker Engine")

    def test_where_there_is_no_engine(self) -> None:
        for profile in ("cis", "strict"):
            self.assertEqual(self.host(engine=False).scan(profile), "notapplicable")

    def test_an_engine_without_containers(self) -> None:
        """The library too finds nothing wrong, though it says so in another word."""
        host = self.host()
        self.assertEqual((host.scan("cis"), host.library("cis")), ("pass", "notapplicable"))

    def test_no_data_root(self) -> None:
        host = self.host()
        shutil.rmtree(host.data_root)
        self.assertEqual(host.scan("cis"), "fail")

    def test_manual(self) -> None:
        """A person judges; in oscap nothing is run for that."""
        host = self.host(PLAIN)
        self.assertEqual((host.scan("manual"), host.library("manual")), ("notchecked",) * 2)

    def test_tailoring(self) -> None:
        """The example's data root and allowed capabilities are what counts."""
        options = ("--tailoring-file", TAILORING)
        host = self.host(BIND, data_root="srv/docker")
        self.assertEqual(host.scan("site", *options), "pass")
        self.assertEqual(host.scan("strict"), "fail")
        self.assertEqual(self.host(RAW_DROPPED, data_root="srv/docker").scan("site", *options),
                         "fail")


class Made(Stream):
    """What oscap makes of a scan."""

    def scanned(self, *containers: str) -> dict[str, Path]:
        host = self.host(*containers)
        files = {name: self.folder / name for name in ("results.xml", "arf.xml", "report.html")}
        host.scan("cis", "--results", files["results.xml"], "--results-arf", files["arf.xml"],
                  "--report", files["report.html"], "--oval-results")
        return files

    def setUp(self) -> None:
        super().setUp()
        before = os.getcwd()
        self.addCleanup(os.chdir, before)
        os.chdir(self.folder)  # where oscap leaves the results of OVAL

    def test_results(self) -> None:
        files = self.scanned(DROPPED, PLAIN)
        root = ElementTree.parse(files["results.xml"]).getroot()
        (result,) = root.iter(XCCDF + "rule-result")
        self.assertEqual((result.get("idref"), result.findtext(XCCDF + "result")), (RULE, "fail"))
        self.good(run("oscap", "ds", "rds-validate", files["arf.xml"]))

    def test_report_names_the_container(self) -> None:
        page = html.unescape(self.scanned(DROPPED, PLAIN)["report.html"].read_text())
        self.assertIn(f"containers/{PLAIN}", page)
        self.assertIn("What OVAL cannot do here", page)

    def test_no_more_than_the_lists_is_kept(self) -> None:
        """A configuration has secrets: the results hold the lists and nothing else of it."""
        files = self.scanned(DROPPED, PLAIN)
        self.assertIn('"CapDrop":["ALL"]', html.unescape(files["arf.xml"].read_text()))
        for path in files.values():
            self.assertNotIn("LogConfig", path.read_text())

    def test_fix_and_guide(self) -> None:
        files = self.scanned(PLAIN)
        fix = self.good(run("oscap", "xccdf", "generate", "fix", "--profile",
                            PREFIX + "profile_cis", STREAM))
        self.assertIn("--cap-drop=ALL", fix)
        self.assertNotIn("MISSING", fix)
        (result,) = ElementTree.parse(files["results.xml"]).getroot().iter(XCCDF + "TestResult")
        fix = self.good(run("oscap", "xccdf", "generate", "fix", "--result-id", result.get("id"),
                            files["results.xml"]))
        self.assertIn("--cap-drop=ALL", fix)
        guide = self.good(run("oscap", "xccdf", "generate", "guide", "--profile",
                              PREFIX + "profile_strict", STREAM))
        self.assertIn("Ensure that Linux kernel capabilities", guide)

    def test_info(self) -> None:
        said = self.good(run("oscap", "info", STREAM))
        for name in ("cis", "strict", "manual"):
            self.assertIn(PREFIX + "profile_" + name, said)
        self.assertIn("Version: 1.3", said)

    def test_a_report_of_ours_asks_for_it(self) -> None:
        """The request in our ARF is this data stream."""
        arf = consumers.Written()
        self.addCleanup(arf.kept.cleanup)
        self.good(run("oscap", "ds", "rds-split", arf.report("rich", "arf"), self.folder))
        self.assertEqual(canonical(self.folder / "report-request.xml"), canonical(STREAM))


if __name__ == "__main__":
    consumers.need_program("oscap")
    consumers.need_program("xmllint")
    unittest.main()
