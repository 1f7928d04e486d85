#!/usr/bin/env python3
"""What reads the two formats that have no reader of their own: csv and json of Python."""

import csv
import json
import unittest

import consumers
from consumers import results, word


class Plain(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.written = consumers.Written()
        cls.addClassCleanup(cls.written.kept.cleanup)

    def rows(self, case: str) -> list[dict]:
        with open(self.written.report(case, "csv"), newline="", encoding="utf-8") as text:
            return list(csv.DictReader(text, strict=True))

    def test_csv(self) -> None:
        rows = [row for row in self.rows("rich") if row["kind"] != "target"]
        read = [(row["name"], row["result"], row["waived"] == "yes", row["excess"])
                for row in rows]
        self.assertEqual(read, [(one["subject"]["name"], one["verdict"], one["waived"],
                                 " ".join(one["excess"])) for one in results("rich")])
        self.assertEqual(len(self.rows("rich")) - len(rows), 1)
        consumers.note("csv", "Python's csv", "verdict, waiver and excess of every subject")

    def test_docker_bench(self) -> None:
        """As programs written for docker-bench-security go through it."""
        log = json.loads(self.written.report("rich", "docker-bench").read_text())
        found = {test["id"]: test for section in log["tests"] for test in section["results"]}
        self.assertEqual(found["5.4"]["result"], "WARN")
        self.assertEqual(found["5.4"]["items"], [one["subject"]["name"] for one in results("rich")
                                                 if word(one) == "fail"])
        self.assertEqual((log["checks"], log["score"]), (1, -1))
        consumers.note("docker-bench", "Python's json",
                       "the result, and as items the subjects that fail")

    def test_docker_bench_has_one_shape(self) -> None:
        shapes = set()
        for case in ("rich", "empty", "hostile"):
            log = json.loads(self.written.report(case, "docker-bench").read_text())
            shapes.add((tuple(log), tuple(log["tests"][0]), tuple(log["tests"][0]["results"][0])))
        self.assertEqual(len(shapes), 1)


if __name__ == "__main__":
    unittest.main()
