"""Every scenario, in three ways that must not differ."""

from __future__ import annotations

import io
import os
import tempfile
import unittest
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, Callable, Optional

import scenario as cases
from places import SCENARIOS

import cisdocker
from cisdocker import Audit, Format, Policy, Renderer, Report, Result

LEAST = 70  # there are many; fewer mean that they were not found
ALWAYS = (Format.JSON, Format.JSONL, Format.TEXT)
Opener = Callable[[Audit, str], None]


class OneByte(io.RawIOBase):
    """Hands out a stream byte by byte."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read from a stream."""
        self.stream = stream

    def read(self, size: int = -1) -> bytes:
        """Return one byte, or none at the end."""
        del size
        return self.stream.read(1)


def by_path(audit: Audit, path: str) -> None:
    """Add a file by its name."""
    audit.add_inspect(path)


def by_bytes(audit: Audit, path: str) -> None:
    """Add a file byte by byte."""
    if not Path(path).is_file():
        audit.add_inspect(path)
        return
    audit.add_inspect_reader(OneByte(io.BytesIO(Path(path).read_bytes())).read, path)


def make(case: cases.Scenario, add: Opener, stack: ExitStack) -> Audit:
    """Make the audit of a scenario."""
    audit = stack.enter_context(
        Audit(
            profile=case.once.get("profile", "cis"),
            policies=[Policy.load(path) for path in case.repeated["policy"]],
            trust_label=case.once.get("trust-label"),
            time=int(case.once.get("time", "0")),
        )
    )
    for line in case.repeated["select"]:
        audit.select(*line.split(" ", 1))
    for path in case.repeated["inspect"]:
        add(audit, path)
    if case.repeated["compose"]:
        audit.add_compose(
            *case.repeated["compose"],
            env_files=case.repeated["env-file"],
            environment=dict(line.split("=", 1) for line in case.repeated["env"]),
            profiles=case.repeated["compose-profile"],
            project_directory=case.once.get("project-directory"),
            stack="stack" in case.once,
        )
    for path in case.repeated["root"]:
        audit.add_root(path)
    for path in case.repeated["run"]:
        audit.add_command(Path(path).read_text(encoding="utf-8"))
    return audit


def wanted() -> list[Format]:
    """Return the formats to render: some always, others where a file says what to expect."""
    return [form for form in Format if form in ALWAYS or Path(f"expected.{form}").exists()]


def pull(audit: Audit) -> dict[Format, bytes]:
    """Render result by result, while they come."""
    parts: dict[Format, list[bytes]] = defaultdict(list)
    with ExitStack() as stack:
        renderers = [
            stack.enter_context(Renderer(audit.report, form, parts[form].append))
            for form in wanted()
        ]
        for result in audit:
            for renderer in renderers:
                renderer.add(result)
    return {form: b"".join(parts[form]) for form in wanted()}


def found(result: Result) -> cases.Expectation:
    """Put a result as a line `expect` does."""
    return cases.Expectation(
        result.name,
        str(result.verdict),
        tuple(str(reason.code) for reason in result.reasons),
        result.granted.bits,
        result.excess.bits,
        result.unknown_capabilities,
    )


def place(result: Result) -> Optional[str]:
    """Put a location as a line `at` does."""
    at = result.location
    return f"{at.file}:{at.line}:{at.column}" if at else None


def remedies(report: Report, which: str) -> set[tuple[str, str, str]]:
    """Return every remedy of a report: name, kind and text."""
    return {
        (result.name, remedy.kind, getattr(remedy, which))
        for result in report.results
        for remedy in result.remedies
    }


class ScenarioTest(unittest.TestCase):
    """The table of scenarios."""

    maxDiff = None

    def setUp(self) -> None:
        """Come back from the scenarios' folders."""
        self.addCleanup(os.chdir, Path.cwd())

    def test_all(self) -> None:
        """Each scenario comes to the expected bytes."""
        folders = sorted(path.parent for path in SCENARIOS.glob("*/case"))
        self.assertGreaterEqual(len(folders), LEAST)
        for folder in folders:
            with self.subTest(scenario=folder.name):
                self.run_scenario(cases.read(folder))

    def run_scenario(self, case: cases.Scenario) -> None:
        """Run a scenario in its folder."""
        os.chdir(case.folder)
        if "refused" in case.once:
            with self.assertRaises(cisdocker.Error) as caught:
                [Policy.load(path) for path in case.repeated["policy"]]
            self.assertEqual(caught.exception.message, case.once["refused"])
            return
        for add in (by_path, by_bytes):
            with ExitStack() as stack:
                audit = make(case, add, stack)
                self.check_report(case, audit.report, pull(audit))
        with ExitStack() as stack:
            report = make(case, by_path, stack).collect()
            self.check_results(case, report)
            rendered = {form: report.render(form).encode() for form in wanted()}
            self.check_report(case, report, rendered)

    def check_report(
        self, case: cases.Scenario, report: Report, rendered: dict[Format, bytes]
    ) -> None:
        """Hold bytes, errors and exit status against the files."""
        for form, data in rendered.items():
            expected = Path(f"expected.{form}")
            if form is Format.JSON or expected.exists():
                self.assertEqual(data, expected.read_bytes(), expected)
        errors = "".join(f"{target.error}\n" for target in report.targets if target.error)
        expected = Path("expected.err")
        self.assertEqual(errors, expected.read_text(encoding="utf-8") if expected.exists() else "")
        self.assertEqual(report.exit_status, int(case.once["exit"]))

    def check_results(self, case: cases.Scenario, report: Report) -> None:
        """Hold results against the lines of the case."""
        results = list(report.results)
        self.assertEqual([found(result) for result in results], case.expectations)
        for name, expected in case.words("at", 2):
            self.assertIn(expected, [place(r) for r in results if r.name == name])
        waivers = [(r.name, r.waiver.reason) for r in results if r.waiver]
        self.assertCountEqual(waivers, case.words("waived", 2))
        notes = [(str(note.kind), f"{note.file}:{note.line}") for note in report.notes]
        self.assertEqual(notes, case.words("note", 2))
        for key, which in (("remedy", "smallest"), ("least", "least")):
            self.assertLessEqual(set(case.words(key, 3)), remedies(report, which))


class CaseTest(unittest.TestCase):
    """The parser of cases refuses what it does not understand."""

    def refuse(self, text: str) -> None:
        """Expect a case to be refused."""
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "case").write_text(text, encoding="utf-8")
            with self.assertRaises(cases.CaseError):
                _: Any = cases.read(Path(folder)).expectations

    def test_refused(self) -> None:
        """Unknown and repeated keys, no reason why, a malformed expectation."""
        for text in (
            "why x\nfrobnicate y\n", "why x\nwhy y\n", "inspect x\n", "why x\nexpect a pass\n",
        ):  # fmt: skip
            self.refuse(text)


if __name__ == "__main__":
    unittest.main()
