#!/usr/bin/env python3
"""MITRE's converters, which Heimdall and SAF use, read .nessus, XCCDF and SARIF."""

import json
import re
import unittest

import consumers
from consumers import results, wanted, word

NESSUS = {"pass": "passed", "fail": "failed", "error": "error", "unknown": "error",
          "waived": "skipped", "notapplicable": "skipped", "notchecked": "skipped"}


# All that is read, in one run: the converters take long to load.
READ = [(case, "nessus") for case in ("rich", "hostile", "empty", "one")] + \
       [(case, "xccdf") for case in ("rich", "each", "waived", "empty")] + [("rich", "sarif")]


class Hdf(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.written = consumers.Written()
        cls.addClassCleanup(cls.written.kept.cleanup)
        cls.files = {one: str(cls.written.report(*one)) for one in READ}
        done = consumers.node("read_hdf.cjs", *cls.files.values())
        if done.returncode != 0:
            raise AssertionError(done.stderr[-2000:])
        cls.said = [json.loads(line) for line in done.stdout.splitlines()]

    def read(self, case: str, name: str) -> list[dict]:
        found = [one for one in self.said if one["file"] == self.files[case, name]]
        self.assertEqual({one["kind"] for one in found}, {name})
        return found

    def nessus_subjects(self, case: str) -> dict[str, str]:
        found = {}
        for one in self.read(case, "nessus"):
            if one["control"] == "CIS-DOCKER-5.4" and "no subject" not in one["description"]:
                name = re.search(r" - (.*) \([^()]*\)\": \[", one["description"])[1]
                found[name] = one["status"]
        return found

    def test_nessus(self) -> None:
        self.assertEqual(self.nessus_subjects("rich"), wanted("rich", NESSUS))
        self.assertEqual(sorted(self.nessus_subjects("hostile").values()),
                         sorted(NESSUS[word(one)] for one in results("hostile")))
        targets = [one["status"] for one in self.read("rich", "nessus")
                   if one["control"] == "CIS-DOCKER-5.4-TARGET"]
        self.assertEqual(sorted(targets), ["error", "passed", "passed"])
        self.assertEqual({tuple(one["nist"]) for one in self.read("rich", "nessus")}, {("AC-6",)})
        consumers.note("nessus", "@mitre/hdf-converters",
                       "the verdict of every subject; accepted failures skipped; each target "
                       "checked to its end or in error; NIST AC-6")

    def test_nothing(self) -> None:
        self.assertEqual(self.nessus_subjects("empty"), {})

    def test_one_container(self) -> None:
        """A host with a single item would be taken for something else."""
        self.assertEqual(self.nessus_subjects("one"), {"legacy": "failed"})

    def test_xccdf(self) -> None:
        for case, status in (("rich", "failed"), ("each", "failed"), ("waived", "skipped"),
                             ("empty", "skipped")):
            with self.subTest(case=case):
                read = self.read(case, "xccdf")
                self.assertEqual([one["status"] for one in read], [status])
                self.assertEqual(read[0]["nist"], ["AC-6"])
        consumers.note("xccdf", "@mitre/hdf-converters",
                       "the rule's result, of both layouts; NIST AC-6")

    def test_sarif(self) -> None:
        """It knows failures only, and takes accepted ones for failures too."""
        read = self.read("rich", "sarif")
        failed = [one for one in results("rich") if word(one) in ("fail", "waived")]
        self.assertEqual(len(read), len(failed))
        self.assertEqual({one["status"] for one in read}, {"failed"})
        containers = {re.search(r"container/(\S+)", one["description"])[1] for one in read
                      if "container/" in one["description"]}
        self.assertEqual(containers, {one["subject"]["name"] for one in failed
                                      if one["subject"]["kind"] == "container"})
        consumers.note("sarif", "@mitre/hdf-converters",
                       "every failure with its place (suppressions are not looked at)")


if __name__ == "__main__":
    consumers.need_node("@mitre/hdf-converters")
    unittest.main()
