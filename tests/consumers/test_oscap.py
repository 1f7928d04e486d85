#!/usr/bin/env python3
"""OpenSCAP takes our XCCDF and ARF: valid by its schemas and rules, read as they are meant."""

import html
import re
import unittest

import consumers
from consumers import label, results, run, word

# That the benchmark is for every platform is meant so.
PERMITTED = re.compile(r"Warning: The 'Benchmark' element has no platform specified")

# What oscap's report calls a result, by ours.
IN_REPORT = {"waived": "informational"}

RULE = "xccdf_io.cisdocker_rule_5.4"


def oscap(*words: object):
    return run("oscap", *map(str, words))


class Oscap(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.written = consumers.Written()
        cls.addClassCleanup(cls.written.kept.cleanup)

    def holds(self, page: str, texts) -> None:
        """Said without the page, which is long."""
        self.assertEqual([text for text in texts if text not in page], [])

    def good(self, done) -> str:
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout


class Xccdf(Oscap):
    def test_valid(self) -> None:
        """By the schema and by the rules that oscap ships."""
        for case in consumers.CASES:
            with self.subTest(case=case):
                said = self.good(oscap("xccdf", "validate", self.written.report(case, "xccdf")))
                warnings = [line for line in said.splitlines() if re.search("Warning|Error", line)]
                self.assertEqual([line for line in warnings if not PERMITTED.match(line)], [])

    def test_rules_are_run(self) -> None:
        """A result that its override contradicts is seen."""
        path = self.written.report("waived", "xccdf")
        path.write_text(path.read_text().replace("<result>informational", "<result>pass"))
        self.assertEqual(oscap("xccdf", "validate", path).returncode, 2)

    def test_info(self) -> None:
        said = self.good(oscap("info", self.written.report("rich", "xccdf")))
        self.assertIn("xccdf_io.cisdocker_testresult_2026-01-02T03.04.05Z", said)
        self.assertIn("Source profile: xccdf_io.cisdocker_profile_cis", said)

    def test_report_of_one_for_all(self) -> None:
        page = html.unescape(self.good(oscap(
            "xccdf", "generate", "report", self.written.report("rich", "xccdf"))))
        self.assertEqual(self.shown(page), {"fail": 1})
        self.holds(page, [f"{word(result)} {label(result)}: " for result in results("rich")])
        consumers.note("xccdf", "oscap xccdf validate, info, generate report",
                       "valid by schema and rules; the rule's result, and the verdict of each "
                       "subject among its messages")

    def test_report_of_one_each(self) -> None:
        page = self.good(oscap(
            "xccdf", "generate", "report", self.written.report("each", "xccdf")))
        wanted = [(IN_REPORT.get(word(one), word(one)), one["severity"],
                   f"{word(one)} {label(one)}: ") for one in results("each")]
        found = self.details(page)
        self.assertEqual(sorted((*one[:2], self.said(one[2], wanted)) for one in found
                                if "missing.json" not in one[2]), sorted(wanted))
        self.assertEqual([one[0] for one in found if "missing.json" in one[2]], ["error"])
        consumers.note("xccdf --per-subject", "oscap xccdf validate, generate report",
                       "a result for each subject, by name, with its verdict and severity")

    def details(self, page: str) -> list[tuple[str, str, str]]:
        """Result, severity and the whole of what the report has on each result."""
        parts = page.split('<div class="panel panel-default rule-detail ')[1:]
        return [(re.search(r'class="rule-result rule-result-(\w+)"', part)[1],
                 re.search(r"<td>Severity</td><td>(\w+)</td>", part)[1], html.unescape(part))
                for part in parts]

    def said(self, part: str, wanted) -> str:
        """The one message of these that stands in a part."""
        (found,) = [message for *_, message in wanted if message in part]
        return found

    def test_waiver_is_shown(self) -> None:
        page = self.good(oscap(
            "xccdf", "generate", "report", self.written.report("waived", "xccdf")))
        self.holds(page, ["waived by", "OPS-1207"])

    def test_fix(self) -> None:
        said = self.good(oscap("xccdf", "generate", "fix", "--result-id",
                               "xccdf_io.cisdocker_testresult_2026-01-02T03.04.05Z",
                               self.written.report("rich", "xccdf")))
        self.assertIn("--cap-drop=ALL", said)
        self.assertNotIn("MISSING", said)

    def shown(self, page: str) -> dict[str, int]:
        """How many results of each kind the report has."""
        found = re.findall(r'class="rule-overview-leaf rule-overview-leaf-(\w+)', page)
        return {one: found.count(one) for one in found}


class Arf(Oscap):
    def test_valid(self) -> None:
        for case in consumers.CASES:
            with self.subTest(case=case):
                self.good(oscap("ds", "rds-validate", self.written.report(case, "arf")))

    def test_assets(self) -> None:
        done = oscap("info", self.written.report("rich", "arf"))
        said = self.good(done)
        self.assertEqual(done.stderr, "")
        self.assertEqual(re.findall("Asset: (.*)", said),
                         ["asset-host"] + [f"asset-subject-{number}" for number
                                           in range(1, 1 + len(results("rich")))])
        self.assertEqual(said.count("Source profile: xccdf_io.cisdocker_profile_cis"),
                         1 + len(results("rich")))

    def test_report(self) -> None:
        """The same page as from XCCDF."""
        for case in ("rich", "each"):
            path = self.written.report(case, "arf")
            page = html.unescape(self.good(oscap("xccdf", "generate", "report", path)))
            self.holds(page, map(label, results(case)))
        consumers.note("arf", "oscap ds rds-validate, info, generate report",
                       "valid; the host and every subject as assets, each with the report; the "
                       "same page as from xccdf")

    def test_split(self) -> None:
        """The data stream in it is taken out, and is valid in itself."""
        folder = self.written.folder / "split"
        folder.mkdir()
        self.good(oscap("ds", "rds-split", self.written.report("rich", "arf"), folder))
        parts = sorted(path.name for path in folder.iterdir())
        self.assertEqual(len(parts), 2, parts)
        self.good(oscap("ds", "sds-validate", folder / "report-request.xml"))


if __name__ == "__main__":
    consumers.need_program("oscap")
    unittest.main()
