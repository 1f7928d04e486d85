#!/usr/bin/env python3
"""Formats for scanners: their options, and libxml2, which is loaded for XML alone."""

import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from command import run
from saved import failing, passing, save

XML = ["xccdf", "arf", "junit", "nessus"]
OTHERS = ["text", "json", "jsonl", "sarif", "csv", "ocsf", "openmetrics", "docker-bench"]
FACTS = "{http://checklists.nist.gov/xccdf/1.2}TestResult/" \
        "{http://checklists.nist.gov/xccdf/1.2}target-facts/*"


class Formats(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.saved = save(self.folder / "inspect.json", passing(), failing())

    def check(self, *words: str | Path, **options):
        return run("check", "5.4", "--inspect", self.saved, *words, **options)


class Library(Formats):
    """With a libxml2 that cannot be loaded."""

    def setUp(self) -> None:
        super().setUp()
        broken = self.folder / "broken"
        broken.mkdir()
        for name in ("libxml2.so.2", "libxml2.so.16"):
            (broken / name).write_text("no library")
        self.broken = {"LD_LIBRARY_PATH": str(broken)}

    def test_says_so(self) -> None:
        for name in XML:
            with self.subTest(name):
                done = self.check("-f", name, "-o", self.folder / "report", more=self.broken)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertRegex(done.stderr, r"\A[^\n]*need libxml2[^\n]*\n\Z")
                self.assertFalse((self.folder / "report").exists())

    def test_others_need_it_not(self) -> None:
        for name in OTHERS:
            with self.subTest(name):
                done = self.check("-f", name, more=self.broken)
                self.assertEqual((done.returncode, done.stderr), (1, ""))

    def test_is_not_loaded_for_others(self) -> None:
        for name, loaded in (("json", False), ("junit", True)):
            with self.subTest(name):
                done = self.check("-f", name, more={"LD_DEBUG": "files"})
                self.assertEqual("libxml2" in done.stderr, loaded)


class TestCases(Formats):
    """JUnit: servers know a test case again by its name alone, so it has to last."""

    def names(self, *words: str | Path, cwd: Path | None = None) -> list[str]:
        done = run("check", "5.4", *words, "-f", "junit", cwd=cwd or self.folder)
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        return [case.get("name") for case in ElementTree.fromstring(done.stdout).iter("testcase")]

    def test_container_that_is_made_anew(self) -> None:
        for number in (1, 2):
            save(self.saved, passing("web", number=number), failing("db", number=number + 7))
            self.assertEqual(self.names("--inspect", "inspect.json"),
                             ["5.4 web (inspect.json)", "5.4 db (inspect.json)"])

    def test_task_that_is_replaced(self) -> None:
        for task in ("lhv2jkgf9e3o4ymwk8u0", "a.b"):
            made = failing(f"shop.web.2.{task}")
            made["Config"]["Labels"] = {"com.docker.swarm.service.name": "shop.web"}
            save(self.saved, made)
            wanted = "5.4 shop.web.2" if "." not in task else "5.4 shop.web.2.a"
            self.assertEqual(self.names("--inspect", "inspect.json"), [f"{wanted} (inspect.json)"])

    def test_service_that_is_moved(self) -> None:
        text = "services:\n  web:\n    image: nginx\n"
        for head in ("", "# a line more\n"):
            (self.folder / "c.yaml").write_text(head + text)
            self.assertEqual(self.names("--compose", "c.yaml"), ["5.4 web (c.yaml)"])

    def test_no_two_are_one(self) -> None:
        """Names that differ only in what XML cannot have, too."""
        save(self.saved, *(failing(name, number=number) for number, name in
                           enumerate(("a", "b", "a", "x\x01", "x\x02", "a"), 1)))
        self.assertEqual(self.names("--inspect", "inspect.json"),
                         [f"5.4 {name} (inspect.json){twin}" for name, twin in
                          (("a", ""), ("b", ""), ("a", " #2"), ("x\ufffd", ""),
                           ("x\ufffd", " #2"), ("a", " #3"))])

    def test_which_one_it_is_now(self) -> None:
        save(self.saved, failing("db", image="postgres:16", number=0xabcdef))
        done = run("check", "5.4", "--inspect", self.saved, "-f", "junit")
        failure = ElementTree.fromstring(done.stdout).find(".//failure")
        self.assertEqual(failure.text.splitlines()[:2],
                         ["db (000000000000), image postgres:16", "docker-run: --cap-drop=NET_RAW"])


class Asset(Formats):
    def facts(self, *words: str) -> dict[str, str]:
        done = self.check("-f", "xccdf", *words)
        self.assertEqual(done.returncode, 1, done.stderr)
        return {fact.get("name"): fact.text
                for fact in ElementTree.fromstring(done.stdout).iterfind(FACTS)}

    def test_facts(self) -> None:
        facts = self.facts("--asset-host", "box", "--asset-fqdn", "box.example.org",
                           "--asset-fact", "zone=a=b", "--asset-fact", "urn:x:y=z")
        self.assertEqual(facts["urn:xccdf:fact:asset:identifier:host_name"], "box")
        self.assertEqual(facts["urn:xccdf:fact:asset:identifier:fqdn"], "box.example.org")
        self.assertEqual(facts["urn:io.cisdocker:fact:zone"], "a=b")
        self.assertEqual(facts["urn:x:y"], "z")

    def test_nothing_is_made_up(self) -> None:
        self.assertFalse([name for name in self.facts() if "asset:identifier" in name])

    def test_wrong_values(self) -> None:
        for words, said in ((["--asset-ip", "box"], "'box' is no IP address"),
                            (["--asset-ip", "1.2.3.4.5"], "no IP address"),
                            (["--asset-fact", "zone"], "NAME=VALUE"),
                            (["--asset-fact", "=x"], "NAME=VALUE")):
            with self.subTest(words):
                done = self.check(*words)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(said, done.stderr)

    def test_per_subject(self) -> None:
        for words, count in (([], 1), (["--per-subject"], 2)):
            done = self.check("-f", "xccdf", *words)
            self.assertEqual(done.stdout.count("<rule-result "), count)


if __name__ == "__main__":
    unittest.main()
