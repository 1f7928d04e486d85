#!/usr/bin/env python3
"""Three readers of JUnit XML see each subject once, with what came out."""

import json
import re
import unittest

import consumers
from consumers import results, targets, word

WORDS = {"pass": "passed", "fail": "failure", "error": "error", "unknown": "error",
         "waived": "skipped", "notapplicable": "skipped", "notchecked": "skipped"}
TARGET = "5.4 target missing.json checked to its end"

READ = """
import json, sys
from junitparser import JUnitXml
for suite in JUnitXml.fromfile(sys.argv[1]):
    for case in suite:
        found = [type(one).__name__.lower() for one in case.result]
        print(json.dumps({"name": case.name, "outcome": (found or ["passed"])[0]}))
"""


def name(case: str, result: dict) -> str:
    """The check, the subject, and where it is: nothing that is another after the next roll-out."""
    subject = result["subject"]
    target = targets(case)[subject["target"]]
    place = "" if subject["kind"] == "command" else f" ({target['host'] or target['uri']})"
    return f"5.4 {subject['name']}{place}"


class JUnit(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.written = consumers.Written()
        cls.addClassCleanup(cls.written.kept.cleanup)

    def wanted(self, case: str) -> dict[str, str]:
        wanted = {name(case, one): WORDS[word(one)] for one in results(case)}
        return {**wanted, **({TARGET: "error"} if case == "rich" else {})}

    def cases(self, done) -> dict[str, str]:
        self.assertEqual(done.returncode, 0, done.stderr)
        read = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len({one["name"] for one in read}), len(read))
        return {one["name"]: one["outcome"] for one in read}

    def test_junit2json(self) -> None:
        for case in ("rich", "empty"):
            path = self.written.report(case, "junit")
            self.assertEqual(self.cases(consumers.node("read_junit.cjs", "junit2json", path)),
                             self.wanted(case))
        consumers.note("junit", "junit2json", "the outcome of every subject, by name")

    def test_junitparser(self) -> None:
        for case in ("rich", "empty"):
            path = self.written.report(case, "junit")
            self.assertEqual(self.cases(consumers.run(consumers.PYTHON, "-c", READ, path)),
                             self.wanted(case))
        consumers.note("junit", "junitparser", "the outcome of every subject, by name")

    def test_hostile_names(self) -> None:
        path = self.written.report("hostile", "junit")
        for done in (consumers.node("read_junit.cjs", "junit2json", path),
                     consumers.run(consumers.PYTHON, "-c", READ, path)):
            read = self.cases(done)
            self.assertEqual(len(read), len(results("hostile")))
            self.assertEqual(sorted(read.values()),
                             sorted(WORDS[word(one)] for one in results("hostile")))

    def test_no_two_have_one_name(self) -> None:
        """Command lines have no number, and several targets may break off."""
        path = self.written.folder / "twins.xml"
        words = [word for options in ("", "", "--privileged ", "--cap-drop ALL ")
                 for word in ("--run", f"docker run {options}nginx")]
        done = consumers.command("check", "5.4", *words, "--inspect", "/nonexistent/a",
                                 "--inspect", "/nonexistent/b", "--format", "junit")
        path.write_text(done.stdout)
        read = self.cases(consumers.run(consumers.PYTHON, "-c", READ, path))
        self.assertEqual(read, {
            "5.4 nginx": "failure", "5.4 nginx #2": "failure", "5.4 nginx #3": "failure",
            "5.4 nginx #4": "passed", "5.4 target /nonexistent/a checked to its end": "error",
            "5.4 target /nonexistent/b checked to its end": "error"})

    def test_xunit_viewer(self) -> None:
        done = consumers.node("read_junit.cjs", "xunit-viewer",
                              self.written.report("rich", "junit"))
        said = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
        wanted = list(self.wanted("rich").values())
        for outcome, called in (("passed", "passed"), ("failure", "failure"), ("error", "error"),
                                ("skipped", "skipped")):
            with self.subTest(outcome):
                self.assertRegex(said, rf"\b{wanted.count(outcome)} {called}")
        consumers.note("junit", "xunit-viewer", "as many of each outcome as there are")


if __name__ == "__main__":
    consumers.need_node("junit2json")
    consumers.need_node("xunit-viewer")
    consumers.need_python("junitparser")
    unittest.main()
