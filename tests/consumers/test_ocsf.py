#!/usr/bin/env python3
"""The models of py-ocsf-models take our events, and these keep OCSF 1.4's own rules."""

import json
import unittest

import consumers
from consumers import results, word

READ = """
import json, sys
from py_ocsf_models.events.findings.compliance_finding import ComplianceFinding
for line in open(sys.argv[1], encoding="utf-8"):
    event = ComplianceFinding.model_validate_json(line)
    status = event.status_id.value if event.status_id else None
    print(json.dumps({"name": event.resources[0].name, "event": status,
                      "status": int(event.compliance.status_id.value)}))
"""

# The schema's numbers: of what was found, and of how it is dealt with.
FOUND = {"pass": 1, "fail": 3, "waived": 3, "error": 0, "unknown": 0, "notapplicable": 99,
         "notchecked": 99}
NEW, SUPPRESSED = 1, 3

# What class 2003 of schema 1.4.0 requires, and of its parts.
REQUIRED = {
    "": ["activity_id", "category_uid", "class_uid", "type_uid", "severity_id", "time", "metadata",
         "finding_info", "compliance"],
    "metadata": ["version", "product"], "finding_info": ["uid", "title"],
    "compliance": ["standards"],
}


class Ocsf(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.written = consumers.Written()
        cls.addClassCleanup(cls.written.kept.cleanup)

    def events(self, case: str) -> list[dict]:
        return list(map(json.loads, self.written.report(case, "ocsf").read_text().splitlines()))

    def test_models(self) -> None:
        for case in ("rich", "hostile", "each"):
            done = consumers.run(consumers.PYTHON, "-c", READ, self.written.report(case, "ocsf"))
            self.assertEqual(done.returncode, 0, done.stderr)
            read = [json.loads(line) for line in done.stdout.splitlines()]
            wanted = [{"name": one["subject"]["name"], "status": FOUND[word(one)],
                       "event": SUPPRESSED if word(one) == "waived" else NEW}
                      for one in results(case)]
            self.assertEqual(read[:len(wanted)], wanted)
            self.assertEqual([one["status"] for one in read[len(wanted):]],
                             [] if case == "hostile" else [0])
        consumers.note("ocsf", "py-ocsf-models",
                       "the status of every subject, accepted failures suppressed")

    def test_rules(self) -> None:
        for case in ("rich", "hostile", "each"):
            for event in self.events(case):
                for part, members in REQUIRED.items():
                    for member in members:
                        self.assertIn(member, event[part] if part else event)
                self.assertEqual(event["metadata"]["version"], "1.4.0")
                self.assertEqual(event["type_uid"], event["class_uid"] * 100
                                 + event["activity_id"])
                self.assertEqual(event["time"], 1767323045000)
                self.assertIn(event["severity_id"], range(0, 7))
                for resource in event["resources"]:
                    self.assertTrue(resource.get("uid") or resource.get("name"))

    def test_uids_are_one_each(self) -> None:
        uids = [event["finding_info"]["uid"] for event in self.events("rich")]
        self.assertEqual(len(set(uids)), len(uids))


if __name__ == "__main__":
    consumers.need_python("py_ocsf_models")
    unittest.main()
