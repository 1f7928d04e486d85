#!/usr/bin/env python3
"""The models of py-ocsf-models take our events, and these are valid by the schema of OCSF 1.4."""

import json
import unittest
from pathlib import Path

import consumers
from consumers import results, word

READ = """
import json, sys
from py_ocsf_models.events.findings.compliance_finding import ComplianceFinding
for file in sys.argv[1:]:
    for line in open(file, encoding="utf-8"):
        event = ComplianceFinding.model_validate_json(line)
        status = event.status_id.value if event.status_id else None
        print(json.dumps([file, {"name": event.resources[0].name, "event": status,
                                 "status": int(event.compliance.status_id.value)}]))
"""

# The schema's numbers: of what was found, and of how it is dealt with.
FOUND = {"pass": 1, "fail": 3, "waived": 3, "error": 0, "unknown": 0, "notapplicable": 99,
         "notchecked": 99}
NEW, SUPPRESSED = 1, 3

# OCSF's own schema of our class, made from what ocsf-json-schema ships of it: what is required,
# which of some has to be there, the numbers that mean something, and no member beside these.
SCHEMA = """
import json
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
schema = OcsfJsonSchemaEmbedded(get_ocsf_schema(version="1.4.0"))
print(json.dumps(schema.get_class_schema(schema.lookup_class_name_from_uid(2003))))
"""

# Damage to an event, and what the schema then says.
DAMAGE = {
    "must have required property 'metadata'": lambda event: event.pop("metadata"),
    "must have required property 'standards'": lambda event: event["compliance"].pop("standards"),
    "must match a schema in anyOf": lambda event: (event["metadata"]["product"].pop("name")),
    "/compliance/status_id must be equal to one of": lambda event: event["compliance"].update(
        status_id=4),
    "/time must be integer": lambda event: event.update(time="now"),
    "must NOT have additional properties: verdict": lambda event: event.update(verdict="fail"),
}


CASES = ("rich", "hostile", "each", "empty")


class Ocsf(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.written = consumers.Written()
        cls.addClassCleanup(cls.written.kept.cleanup)

    def events(self, case: str) -> list[dict]:
        return list(map(json.loads, self.written.report(case, "ocsf").read_text().splitlines()))

    def test_models(self) -> None:
        files = {case: str(self.written.report(case, "ocsf"))
                 for case in ("rich", "hostile", "each")}
        done = consumers.run(consumers.PYTHON, "-c", READ, *files.values())
        self.assertEqual(done.returncode, 0, done.stderr)
        said = [json.loads(line) for line in done.stdout.splitlines()]
        for case, path in files.items():
            read = [event for file, event in said if file == path]
            wanted = [{"name": one["subject"]["name"], "status": FOUND[word(one)],
                       "event": SUPPRESSED if word(one) == "waived" else NEW}
                      for one in results(case)]
            self.assertEqual(read[:len(wanted)], wanted)
            self.assertEqual([one["status"] for one in read[len(wanted):]],
                             [] if case == "hostile" else [0])
        consumers.note("ocsf", "py-ocsf-models",
                       "the status of every subject, accepted failures suppressed")

    def damaged(self, number: int, damage) -> Path:
        event = self.events("rich")[0]
        damage(event)
        path = self.written.folder / f"damaged-{number}.jsonl"
        path.write_text(json.dumps(event) + "\n")
        return path

    def test_schema(self) -> None:
        """In one run, what we write and what is damaged in each of some ways."""
        good = [self.written.report(case, "ocsf") for case in CASES]
        bad = [self.damaged(*one) for one in enumerate(DAMAGE.values())]
        made = consumers.run(consumers.PYTHON, "-c", SCHEMA)
        self.assertEqual(made.returncode, 0, made.stderr)
        schema = self.written.folder / "ocsf-schema.json"
        schema.write_text(made.stdout)
        done = consumers.node("check_ocsf.cjs", schema, *good, *bad)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        said = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([(one["file"], one["complaints"]) for one in said[:len(good)]],
                         [(str(path), []) for path in good])
        self.assertEqual([one["events"] for one in said[:len(good)]],
                         [len(path.read_text().splitlines()) for path in good])
        for complaint, one in zip(DAMAGE, said[len(good):], strict=True):
            self.assertIn(complaint, "\n".join(one["complaints"]))
        consumers.note("ocsf", "ajv with OCSF 1.4's schema of the class (ocsf-json-schema)",
                       "valid: what is required is there, and nothing that is not foreseen")

    def test_what_the_schema_does_not_say(self) -> None:
        for event in self.events("rich"):
            self.assertEqual(event["metadata"]["version"], "1.4.0")
            self.assertEqual(event["type_uid"], event["class_uid"] * 100 + event["activity_id"])
            self.assertEqual(event["time"], 1767323045000)

    def test_uids_are_one_each(self) -> None:
        uids = [event["finding_info"]["uid"] for event in self.events("rich")]
        self.assertEqual(len(set(uids)), len(uids))


if __name__ == "__main__":
    consumers.need_python("py_ocsf_models")
    consumers.need_python("ocsf_json_schema")
    consumers.need_node("ajv")
    unittest.main()
