#!/usr/bin/env python3
"""Every format is, byte by byte, what it was when somebody last looked at it and accepted it."""

import csv
import difflib
import io
import json
import re
import unittest
import xml.etree.ElementTree as ElementTree

import golden

XML = ["xccdf", "arf", "junit", "nessus"]
LINES = ["jsonl", "ocsf"]
OBJECTS = ["json", "sarif", "docker-bench"]

# Controls that a terminal obeys, and characters that hide or reorder.
ACTING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")

HOSTILE = golden.HERE / "hostile"


class Bytes(unittest.TestCase):
    def compare(self, case, name: str) -> None:
        text, _ = golden.check(case, name)
        wanted = golden.expected(case, name).read_bytes().decode()
        if text != wanted:
            lines = difflib.unified_diff(wanted.splitlines(), text.splitlines(), "accepted", "now",
                                         lineterm="", n=1)
            self.fail("\n".join(list(lines)[:40]) + "\n(tests/golden/accept takes what is now)")

    def test_all(self) -> None:
        for case in golden.cases():
            for name in golden.formats(case):
                with self.subTest(case=case.name, format=name):
                    self.compare(case, name)

    def test_there_are_cases(self) -> None:
        self.assertEqual(len(golden.cases()), 6)
        for case in golden.cases():
            kept = {path.name for path in case.iterdir()} - {"words"}
            self.assertEqual(kept, {golden.expected(case, name).name
                                    for name in golden.formats(case)})

    def test_a_file_has_the_same_bytes(self) -> None:
        """A format written beside others is no different."""
        case = golden.HERE / "rich"
        text, status = golden.check(case, "junit", "--format", "csv", "--output", "/dev/null")
        self.assertEqual(text.encode(), golden.expected(case, "junit").read_bytes())
        self.assertEqual(status, 1)


class Hostile(unittest.TestCase):
    """Names that are markup, formulas, escapes and line ends come out as text."""

    def text(self, name: str) -> str:
        return golden.check(HOSTILE, name)[0]

    def names(self) -> list[str]:
        return [result["subject"]["name"] for result in json.loads(self.text("json"))["results"]]

    def test_the_names_are_hostile(self) -> None:
        self.assertEqual(len(self.names()), 15)
        self.assertTrue(ACTING.search("".join(self.names())))

    def test_nothing_acts(self) -> None:
        for name in golden.FORMATS:
            text = self.text(name)
            if name in LINES + OBJECTS:  # the names are data there; controls are escaped
                acting = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
            else:
                acting = ACTING
            with self.subTest(format=name):
                found = acting.search(text.replace("\r\n", "\n"))
                self.assertIsNone(found, found and text[max(found.start() - 60, 0):found.end()])

    def test_xml_is_well_formed(self) -> None:
        for name in XML:
            with self.subTest(format=name):
                text = self.text(name)
                tree = ElementTree.fromstring(text)
                self.assertNotIn("script", {element.tag for element in tree.iter()})
                self.assertIn("<script>alert(1)</script>", "".join(
                    [*tree.itertext(), *(value for element in tree.iter()
                                         for value in element.attrib.values())]))

    def test_json_keeps_the_names(self) -> None:
        for name in OBJECTS:
            json.loads(self.text(name))
        lines = [json.loads(line) for line in self.text("ocsf").splitlines()]
        self.assertEqual([line["resources"][0]["name"] for line in lines], self.names())

    def test_csv_has_a_row_each_and_no_formula(self) -> None:
        rows = list(csv.reader(io.StringIO(self.text("csv"), newline=""), strict=True))
        self.assertEqual(len(rows), 1 + len(self.names()))
        self.assertEqual({len(row) for row in rows}, {20})
        for cell in (cell for row in rows for cell in row):
            self.assertNotRegex(cell, r"^\s*[=+@\-\uff1d\uff0b\uff0d\uff20]")
            self.assertNotRegex(cell, r"[\r\n\t]")

    def test_no_name_makes_a_line(self) -> None:
        """Formats read by lines have the lines that they should have, and no others."""
        self.assertEqual(len(self.text("ocsf").splitlines()), len(self.names()))
        series = re.findall(r"^cisdocker_result\{.*\} 1$", self.text("openmetrics"), re.MULTILINE)
        self.assertEqual(len(series), len(self.names()))
        evidence = ElementTree.fromstring(self.text("xccdf")).find(
            ".//{*}TestResult//{*}check-import").text
        self.assertEqual(len(evidence.splitlines()), len(self.names()))


class Incomplete(unittest.TestCase):
    """A target that was not checked to its end is seen in each format."""

    def test_named_everywhere(self) -> None:
        for name in golden.FORMATS:
            with self.subTest(format=name):
                self.assertIn("missing.json", golden.check(golden.HERE / "rich", name)[0])

    def test_is_never_clean(self) -> None:
        """Even where all else is fine."""
        wanted = {"junit": 'errors="1"', "csv": '"error"', "sarif": '"executionSuccessful":false',
                  "ocsf": '"status_id":0,"status":"Unknown"', "nessus": ">ERROR<",
                  "xccdf": "<result>error</result>", "arf": "<result>error</result>",
                  "openmetrics": 'target="missing.json"} 0', "docker-bench": '"result":"INFO"'}
        for name, text in wanted.items():
            with self.subTest(format=name):
                done = golden.run("check", "5.4", "--inspect", "none.json", "--inspect",
                                  "missing.json", "--format", name, cwd=golden.HERE)
                self.assertIn(text, done.stdout)
                self.assertEqual(done.returncode, 3)


if __name__ == "__main__":
    unittest.main()
