#!/usr/bin/env python3
"""The .audit files, on a docker command that answers from the scenarios, agree with the library.

Where they cannot, the table below says why; and they must not then pass what the library does not.
"""

import json
import os
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[2]).resolve()
sys.path.insert(0, str(ROOT / "tests/scenarios"))

import audit_file  # noqa: E402
import fake_docker  # noqa: E402
import verdicts  # noqa: E402
from scenario import Scenario, every  # noqa: E402

# Of what an .audit file knows nothing.
BEYOND = ("compose", "root", "run", "policy", "select", "trust_label", "refused")
FILES = {"cis": "cisdocker-5.4-docker.audit", "strict": "cisdocker-5.4-docker-strict.audit"}
NO_ANSWER = "a saved file that no engine answers with; the docker command decides what that means"
LAST_WINS = "of members of one name the docker command takes the last"
PODMAN = "Podman's lists do not tell what it grants, and its docker command does not tell more"
EXACT = "HostConfig.Capabilities counts for Docker 19.03 alone: a person has to know the version"
CANNOT = {
    "broken-*": NO_ANSWER,
    "shape-*": NO_ANSWER,
    "other-*": NO_ANSWER,
    "case-variant-*": LAST_WINS,
    "escaped-key-twice": LAST_WINS,
    "twice-*": LAST_WINS,
    "podman-*": PODMAN,
    "captured-podman-*": PODMAN,
    "remedy-podman": PODMAN,
    "exact-list*": EXACT,
    "deep-too-deep": "the docker command has no limit of depth",
    "swarm-beside-container": "two services of one id, which no engine has",
    "list-1025": "the docker command has no limit of entries",
}


def told(name: str) -> str | None:
    """Why a scenario is in the table."""
    return next((why for pattern, why in CANNOT.items() if fnmatchcase(name, pattern)), None)


def scenarios() -> list[Scenario]:
    return [one for one in every() if one.inspect and one.profile in FILES
            and not any(getattr(one, what) for what in BEYOND)]


def check_of(profile: str) -> audit_file.Node:
    """The item that decides."""
    root = audit_file.read((ROOT / "audit-files" / FILES[profile]).read_text("ascii"))
    (item,) = [node for node in audit_file.nodes(root) if node.tag == "custom_item"
               and node.keywords["description"].endswith(" restricted within containers")]
    return item


CHECKS = {profile: check_of(profile) for profile in FILES}


def compare(scenario: Scenario) -> list[str]:
    """Where the item and the library differ."""
    report = json.loads(scenario.expected("json"))
    trouble = []
    for number, file in enumerate(scenario.inspect):
        wanted = verdicts.judged([result for result in report["results"]
                                  if result["subject"]["target"] == number])
        with fake_docker.folder(scenario.folder / file) as environment:
            output = audit_file.Machine(environment).run(CHECKS[scenario.profile]).output
        trouble += verdicts.differences(verdicts.said(output), wanted)
        trouble += false_passes(verdicts.said(output), wanted)
    return trouble


def false_passes(said: list[verdicts.Verdict], judged: list[verdicts.Verdict]) -> list[str]:
    failed = {(one.kind, one.id) for one in judged if one.verdict == "fail"}
    return [f"false pass of {one.name}" for one in said
            if one.verdict == "pass" and (one.kind, one.id) in failed]


def compare_all() -> dict[str, list[str]]:
    with ThreadPoolExecutor(4) as pool:
        return dict(zip((one.folder.name for one in scenarios()),
                        pool.map(compare, scenarios())))


class Scenarios(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.found = compare_all()

    def test_agreement(self) -> None:
        compared = [name for name in self.found if told(name) is None]
        self.assertGreater(len(compared), 120)
        for name in compared:
            with self.subTest(name):
                self.assertEqual(self.found[name], [])

    def test_the_table_is_not_stale(self) -> None:
        """Whoever is in it differs, or some of a family do."""
        for pattern in CANNOT:
            names = [name for name in self.found if fnmatchcase(name, pattern)]
            with self.subTest(pattern):
                self.assertTrue(any(self.found[name] for name in names), names)

    def test_no_pass_is_false(self) -> None:
        """Where the two cannot agree, the item does not pass what the library fails."""
        for name, trouble in self.found.items():
            self.assertEqual([line for line in trouble if line.startswith("false")], [], name)


if __name__ == "__main__":
    unittest.main()
