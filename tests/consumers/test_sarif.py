#!/usr/bin/env python3
"""Microsoft's validator with the rules of GitHub's code scanning, and the schema of SARIF."""

import json
import unittest

import consumers
from consumers import label, results, word

TOOL = consumers.NODE / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"

# The project has no address of its own to give as the tool's.
NO_ADDRESS = "does not provide 'informationUri'"


class Sarif(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.written = consumers.Written()
        cls.addClassCleanup(cls.written.kept.cleanup)

    def complaints(self, path) -> list[str]:
        """Its exit status says nothing: what it found is read from what it says."""
        done = consumers.run(TOOL, "validate", path, "--rule-kind", "Sarif;Ghas", "--level",
                             "Error;Warning", env={"PATH": "/usr/bin:/bin",
                                                   "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
        self.assertIn("Analysis completed", done.stdout + done.stderr)
        return [line for line in (done.stdout + done.stderr).splitlines()
                if (": error" in line or ": warning" in line) and NO_ADDRESS not in line]

    def test_no_complaint(self) -> None:
        for case in ("rich", "hostile", "each"):
            with self.subTest(case=case):
                self.assertEqual(self.complaints(self.written.report(case, "sarif")), [])
        consumers.note("sarif", "@microsoft/sarif-multitool validate (SARIF and GitHub's rules)",
                       "nothing to complain about")

    def test_complaints_are_seen(self) -> None:
        path = self.written.report("rich", "sarif")
        path.write_text(path.read_text().replace('"startLine":1', '"startLine":0'))
        self.assertNotEqual(self.complaints(path), [])

    def test_schema(self) -> None:
        for case in ("rich", "hostile", "empty", "each"):
            done = consumers.node("check_sarif.cjs", self.written.report(case, "sarif"))
            self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        consumers.note("sarif", "ajv with the schema that Datadog's uploader ships", "valid")

    def test_schema_is_used(self) -> None:
        path = self.written.report("rich", "sarif")
        path.write_text(path.read_text().replace('"level":"error"', '"level":"high"'))
        self.assertNotEqual(consumers.node("check_sarif.cjs", path).returncode, 0)

    def test_alerts(self) -> None:
        """What a reader makes alerts of: what failed, and of these what is suppressed."""
        run = json.loads(self.written.report("rich", "sarif").read_text())["runs"][0]
        messages = [one["message"]["text"] for one in run["results"]]
        failed = [one for one in results("rich") if word(one) in ("fail", "waived")]
        self.assertEqual(len(messages), len(failed))
        for message, result in zip(messages, failed):
            self.assertIn(label(result), message)
        self.assertEqual([("suppressions" in one) for one in run["results"]],
                         [word(one) == "waived" for one in failed])
        prints = [one["partialFingerprints"]["primaryLocationLineHash"] for one in run["results"]]
        self.assertEqual(len(set(prints)), len(prints))
        self.assertEqual(len(run["invocations"][0]["toolExecutionNotifications"]), 2)

    def test_fingerprint_outlives_the_container(self) -> None:
        """One made anew, with another id, is the same alert."""
        path = self.written.report("rich", "sarif")
        one = json.loads(path.read_text())["runs"][0]["results"][0]
        self.assertNotIn(one["properties"]["id"][:12], json.dumps(one["partialFingerprints"]))

    def test_twins_are_two_alerts(self) -> None:
        """Command lines with one name between them, which have no other mark."""
        done = consumers.command("check", "5.4", "--run", "docker run nginx", "--run",
                                 "docker run --privileged nginx", "--run", "docker run other",
                                 "--format", "sarif")
        prints = [one["partialFingerprints"]["primaryLocationLineHash"]
                  for one in json.loads(done.stdout)["runs"][0]["results"]]
        self.assertEqual([one.partition(":")[2] for one in prints], ["1", "2", "1"])
        self.assertEqual(len(set(prints)), 3)

    def test_compose_line(self) -> None:
        run = json.loads(self.written.report("rich", "sarif").read_text())["runs"][0]
        places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
        lines = {place["region"]["startLine"] for place in places
                 if place["artifactLocation"]["uri"] == "compose.yaml"}
        self.assertEqual(lines, {one["subject"]["location"]["line"] for one in results("rich")
                                 if one["subject"]["kind"] == "compose-service"
                                 and word(one) == "fail"})


if __name__ == "__main__":
    consumers.need_node("@microsoft/sarif-multitool-linux")
    consumers.need_node("@datadog/datadog-ci-plugin-sarif")
    unittest.main()
