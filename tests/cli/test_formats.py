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
