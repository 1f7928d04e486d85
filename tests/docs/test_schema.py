#!/usr/bin/env python3
"""Reports are what the shipped schema says, member by member, and it knows the library's words."""

import copy
import json
import os
import re
import subprocess
import unittest
from typing import Any

from json_schema import Schema
from public_header import ROOT

HERE = ROOT / "tests/docs"
COMMAND = os.environ.get("CISDOCKER") or "cli/cisdocker"
SCHEMA = json.loads((ROOT / "doc/cisdocker-report-1.schema.json").read_text())
NOWHERE = "unix:///nonexistent/docker.sock"


def check(*options: str) -> str:
    """What the command writes on stdout."""
    done = subprocess.run([COMMAND, "check", "5.4", *options], capture_output=True, text=True,
                          timeout=60, check=False)
    if done.returncode not in (0, 1, 3):
        raise AssertionError(f"exit status {done.returncode}: {done.stderr}")
    return done.stdout


def inspect(*options: str) -> str:
    """The same for the many containers of this folder."""
    return check("--inspect", str(HERE / "inspect-many.json"), *options)


def faults(report: Any) -> list[str]:
    return list(Schema(SCHEMA).faults(report))


def words_of(path: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, (ROOT / path).read_text()))


class Reports(unittest.TestCase):
    """What the command writes."""

    maxDiff = None

    def test_each_profile(self) -> None:
        for profile in ("cis", "strict", "manual"):
            with self.subTest(profile=profile):
                report = json.loads(inspect("--profile", profile, "--format", "json"))
                self.assertEqual(faults(report), [])
                self.assertEqual(report["profile"], profile)

    def test_many_verdicts_are_seen(self) -> None:
        """Guards the test above against a file that has come to show little."""
        results = json.loads(inspect("--format", "json"))["results"]
        self.assertLessEqual({"pass", "fail", "error", "notapplicable"},
                             {result["verdict"] for result in results})
        codes = {reason["code"] for result in results for reason in result["reasons"]}
        self.assertGreaterEqual(len(codes), 9, codes)

    def test_lines(self) -> None:
        lines = [json.loads(line) for line in inspect("--format", "jsonl").splitlines()]
        self.assertGreater(len(lines), 5)
        self.assertEqual(faults({**lines[-1], "results": lines[:-1]}), [])

    def test_target_out_of_reach(self) -> None:
        report = json.loads(check("--host", NOWHERE, "--format", "json"))
        self.assertEqual(faults(report), [])
        self.assertEqual([target["complete"] for target in report["targets"]], [False])

    def test_everything_a_report_can_have(self) -> None:
        """What other tests read back, a baseline and the kernel included."""
        report = json.loads((ROOT / "tests/fuzz/corpus/report/rich").read_text())
        self.assertEqual(faults(report), [])
        self.assertLessEqual({"new", "worse", "unchanged", "fixed", "waived", "undecided"},
                             {result.get("change") for result in report["results"]})

    def test_damage_is_seen(self) -> None:
        """The schema is strict, and the validator looks."""
        good = json.loads(inspect("--format", "json"))
        for place, value in DAMAGE:
            bad = copy.deepcopy(good)
            at = bad
            for step in place[:-1]:
                at = at[step]
            at[place[-1]] = value
            with self.subTest(place=place, value=value):
                self.assertNotEqual(faults(bad), [])


DAMAGE: list[tuple[list[Any], Any]] = [
    (["schema"], "cisdocker-report/2"), (["started"], "yesterday"), (["more"], 1),
    (["rule", "level"], 3), (["rule", "level"], True), (["profile"], "CIS"),
    (["targets", 0, "complete"], None), (["targets", 0, "error"], "an error, yet complete"),
    (["counts", "pass"], -1), (["counts", "fail"], "0"), (["results", 0, "verdict"], "failed"),
    (["results", 0, "reasons"], []), (["results", 0, "reasons", 0, "code"], "because"),
    (["results", 0, "evidence", "cap_add"], "ALL"), (["results", 0, "granted"], ["NET_RAW"]),
    (["results", 0, "subject", "target"], None), (["results", 0, "subject", "id"], ""),
]


class Words(unittest.TestCase):
    """The schema's closed lists are those of the library."""

    def test_reasons(self) -> None:
        codes = words_of("libcisdocker/judgement/reason.c", r'\[CISD_REASON_\w+\] = \{"([^"]+)"')
        self.assertEqual(set(SCHEMA["$defs"]["reason"]["properties"]["code"]["enum"]), codes)

    def test_verdicts(self) -> None:
        verdicts = words_of("libcisdocker/report/words.c",
                            r'\[CISD_(?:PASS|FAIL|ERROR|UNKNOWN|\w+APPLICABLE|NOTCHECKED|'
                            r'INFORMATIONAL)\] = "([^"]+)"')
        self.assertEqual(set(SCHEMA["$defs"]["result"]["properties"]["verdict"]["enum"]), verdicts)

    def test_kinds(self) -> None:
        kinds = words_of("libcisdocker/report/words.c",
                         r'\[CISD_(?:CONTAINER|SERVICE|COMPOSE_SERVICE|COMMAND)\] = "([^"]+)"')
        self.assertEqual(set(SCHEMA["$defs"]["subject"]["properties"]["kind"]["enum"]), kinds)

    def test_profiles(self) -> None:
        profiles = words_of("libcisdocker/report/words.c", r'\[CISD_PROFILE_\w+\] = "([^"]+)"')
        self.assertEqual(set(SCHEMA["properties"]["profile"]["enum"]), profiles)


if __name__ == "__main__":
    unittest.main()
