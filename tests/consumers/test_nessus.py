#!/usr/bin/env python3
"""LimberDuck's nessus file reader sees each host of a .nessus file, and each of its items."""

import json
import unittest
from datetime import datetime, timezone

import consumers
from consumers import label, results, word

READ = """
import json, sys
import nessus_file_reader as nfr
RESULTS = ("PASSED", "FAILED", "WARNING", "ERROR")
FIELDS = ("check-name", "result", "actual-value", "error", "reference")
root = nfr.file.nessus_scan_file_root_element(sys.argv[1])
for host in nfr.scan.report_hosts(root):
    items = nfr.host.report_items(host)
    print(json.dumps({
        "host": nfr.host.report_host_name(host),
        "start": nfr.host.host_time_start(host).isoformat(),
        "counts": {one: nfr.host.number_of_compliance_plugins_per_result(host, one)
                   for one in RESULTS},
        "items": [[nfr.plugin.compliance_check_item_value(item, "cm:compliance-" + field)
                   for field in FIELDS] for item in items if nfr.plugin.compliance_plugin(item)],
        "strangers": sum(not nfr.plugin.compliance_plugin(item) for item in items)}))
"""
WORDS = {"pass": "PASSED", "fail": "FAILED", "error": "ERROR", "unknown": "ERROR",
         "waived": "WARNING", "notapplicable": "WARNING", "notchecked": "WARNING"}
TITLE = "5.4 Ensure that Linux kernel capabilities are restricted within containers - "
TARGET = "5.4 Every subject of the target was checked - "


class Nessus(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.written = consumers.Written()
        cls.addClassCleanup(cls.written.kept.cleanup)

    def hosts(self, case: str) -> list[dict]:
        done = consumers.run(consumers.PYTHON, "-c", READ, self.written.report(case, "nessus"))
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def subjects(self, case: str) -> dict[str, str]:
        """What each subject is, by the name that its item has."""
        rows = [row for host in self.hosts(case) for row in host["items"]]
        return {row[0].removeprefix(TITLE): row[1] for row in rows if row[0].startswith(TITLE)
                and not row[0].endswith(" - no subject")}

    def test_each_subject(self) -> None:
        for case in ("rich", "each", "one"):
            with self.subTest(case=case):
                self.assertEqual(self.subjects(case),
                                 {label(one): WORDS[word(one)] for one in results(case)})
        consumers.note("nessus", "nessus-file-reader",
                       "each target as a host, with the verdict of every subject by name, its "
                       "evidence and references; no item that is not one of compliance")

    def test_hosts(self) -> None:
        hosts = self.hosts("rich")
        self.assertEqual([host["host"] for host in hosts],
                         ["host.json", "missing.json", "compose.yaml"])
        when = datetime.fromtimestamp(1767323045, timezone.utc).replace(tzinfo=None).isoformat()
        for host in hosts:
            self.assertEqual((host["start"], host["strangers"]), (when, 0))
            self.assertEqual(sum(host["counts"].values()), len(host["items"]))
        (checked,) = [row for row in hosts[1]["items"] if row[0].startswith(TARGET)]
        self.assertEqual(checked[1], "ERROR")
        self.assertIn("missing.json", checked[3])

    def test_evidence_and_references(self) -> None:
        for host in self.hosts("rich"):
            for name, result, actual, error, reference in host["items"]:
                self.assertTrue(actual, name)
                self.assertEqual(error is not None, result == "ERROR", name)
                for one in ("800-53|AC-6", "CCI|CCI-000225", "CSCv8|16.7", "CSCv7|5.2"):
                    self.assertIn(one, reference.split(","))

    def test_hostile(self) -> None:
        self.assertEqual(sorted(self.subjects("hostile").values()),
                         sorted(WORDS[word(one)] for one in results("hostile")))


if __name__ == "__main__":
    consumers.need_python("nessus_file_reader")
    unittest.main()
