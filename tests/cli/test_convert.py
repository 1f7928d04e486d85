#!/usr/bin/env python3
"""Stored reports: merged, rendered as the audit itself would, refused where they are malformed."""

import csv
import json
import os
import re
import sys
import tempfile
import unittest
from pathlib import Path

from command import run
from saved import failing, passing, save, unreadable

ROOT = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[2]).resolve()
sys.path.insert(0, str(ROOT / "tests/html"))

from page import Page  # noqa: E402

EXAMPLE = ROOT / "examples/host/inspect.json"
FORMATS = ("text json jsonl xccdf arf sarif junit csv html nessus ocsf openmetrics"
           " docker-bench").split()
FIXED = {"SOURCE_DATE_EPOCH": "1767323045"}
WAIVER = "waivers:\n  - {name: %s, reason: because}\n"

HOSTILE = "<script>alert(1)</script>\x1b[2J\u202e\x07\n=HYPERLINK(\"x\")'\";rm -rf /"


def hostile(value, key: str = ""):
    """A report in which every string that may be any text is hostile."""
    if key == "rule":
        return value
    if isinstance(value, dict):
        return {key: hostile(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, key) for inner in value]
    free = ("uri engine_version host error note id name image state service file user about reason"
            " owner ticket message smallest least files cap_add cap_drop").split()
    return HOSTILE if isinstance(value, str) and key in free else value


class Folder(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def stored(self, name: str, *containers: dict, host: str | None = None,
               words: tuple = ()) -> Path:
        """The report on containers, as if of an engine on that host."""
        path = self.folder / name
        saved = save(self.folder / "inspect.json", *containers)
        done = run("check", "5.4", "--inspect", saved, *words, "-f", "json", "-o", path)
        self.assertIn(done.returncode, (0, 1, 3), done.stderr)
        self.change(path, lambda report: report["targets"][0].update(host=host))
        return path

    def change(self, path: Path, how) -> Path:
        report = json.loads(path.read_text())
        how(report)
        path.write_text(json.dumps(report))
        return path

    def converted(self, *words: str | Path, status: int = 1, **more) -> dict:
        done = run("convert", *words, "-f", "json", **more)
        self.assertEqual((done.returncode, done.stderr), (status, ""))
        return json.loads(done.stdout)


class Same(Folder):
    def test_every_format_as_of_the_audit(self) -> None:
        policy = self.folder / "policy.yaml"
        policy.write_text(WAIVER % "'w*'" + "  - {name: nobody, reason: stale}\n")
        words = ("check", "5.4", "--inspect", EXAMPLE, "--policy", policy)
        stored = self.folder / "report.json"
        run(*words, "-f", "json", "-o", stored, more=FIXED)
        for form in FORMATS:
            with self.subTest(form):
                own, later = run(*words, "-f", form, more=FIXED), run("convert", stored, "-f", form)
                self.assertGreater(len(own.stdout), 100)
                self.assertEqual(own.stdout, later.stdout)
                self.assertEqual((own.returncode, own.stderr), (later.returncode, later.stderr))

    def test_members_in_any_order(self) -> None:
        rich = (ROOT / "tests/fuzz/corpus/report/rich").read_text()
        done = run("convert", "-", "-f", "json", stdin=json.dumps(json.loads(rich), sort_keys=True))
        self.assertEqual(done.stdout, rich)

    def test_into_files(self) -> None:
        stored = self.stored("report.json", failing())
        page, table = self.folder / "a.html", self.folder / "a.csv"
        done = run("convert", stored, "-f", "html", "-o", page, "-f", "csv", "-o", table)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("</html>", page.read_text())
        self.assertEqual(len(table.read_text().splitlines()), 2)


class Merged(Folder):
    def setUp(self) -> None:
        super().setUp()
        self.one = self.stored("one.json", failing("web"), passing("db"), host="host-1")
        self.two = self.stored("two.json", failing("web"), failing("cache"), host="host-2")

    def test_targets_follow_one_another(self) -> None:
        report = self.converted(self.one, self.two)
        self.assertEqual([target["host"] for target in report["targets"]], ["host-1", "host-2"])
        self.assertEqual([(result["subject"]["name"], result["subject"]["target"])
                          for result in report["results"]],
                         [("web", 0), ("db", 0), ("web", 1), ("cache", 1)])
        self.assertEqual((report["counts"]["fail"], report["counts"]["pass"]), (3, 1))

    def test_from_the_first_start_to_the_last_end(self) -> None:
        self.change(self.one, lambda report: report.update(started="2026-01-02T03:04:05Z"))
        self.change(self.two, lambda report: report.update(started="2025-01-02T03:04:05Z",
                                                           finished="2099-12-31T23:59:59Z"))
        report = self.converted(self.one, self.two)
        self.assertEqual((report["started"], report["finished"]),
                         ("2025-01-02T03:04:05Z", "2099-12-31T23:59:59Z"))

    def test_counts_are_not_believed(self) -> None:
        self.change(self.one, lambda report: report["counts"].update(fail=17, waived=3))
        counts = self.converted(self.one)["counts"]
        self.assertEqual((counts["fail"], counts["waived"]), (1, 0))

    def test_through_stdin(self) -> None:
        wanted = self.converted(self.one, self.two)
        texts = [path.read_text() for path in (self.one, self.two)]
        self.assertEqual(self.converted("-", stdin="\n".join(texts)), wanted)
        self.assertEqual(self.converted("-", stdin=f"[{','.join(texts)}]"), wanted)
        self.assertEqual(self.converted(self.one, "-", stdin=texts[1]), wanted)

    def test_text_and_page_say_where(self) -> None:
        text = run("convert", self.one, self.two).stdout
        self.assertIn("web on host-1", text)
        self.assertIn("cache on host-2", text)
        self.assertNotIn(" on host-1", run("convert", self.one, "-q").stdout)
        page = Page(run("convert", self.one, self.two, "-f", "html").stdout)
        self.assertIn("on host-2", page.within("span"))

    def test_status(self) -> None:
        good = self.stored("good.json", passing())
        odd = self.stored("odd.json", unreadable())
        for words, status in (((good,), 0), ((good, self.one), 1), ((good, odd), 3),
                              ((odd, self.one), 1), ((self.one, "--exit-zero"), 0),
                              ((self.one, "--fail-on", "high"), 0), ((good, "/nonexistent"), 2)):
            with self.subTest(words):
                self.assertEqual(run("convert", *words).returncode, status)

    def test_incomplete_targets_are_named(self) -> None:
        self.change(self.two, lambda report: report["targets"][0].update(
            complete=False, error="gone away"))
        done = run("convert", self.two, self.one, "--exit-zero")
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr, r"on host-2: gone away\n$")


class Policies(Folder):
    def report(self, name: str, *containers: dict) -> Path:
        return self.stored(name, *containers, words=("--policy", self.folder / "policy.yaml"))

    def test_stale_is_what_nobody_used(self) -> None:
        (self.folder / "policy.yaml").write_text(
            WAIVER % "web" + "  - {name: gone, reason: stale}\n")
        one, two = self.report("one.json", failing("web")), self.report("two.json", failing("db"))
        self.assertEqual(len(json.loads(two.read_text())["policy"]["stale"]), 2)
        for words in ((one, two), (two, one)):
            policy = self.converted(*words)["policy"]
            self.assertEqual([note["about"] for note in policy["stale"]], ["name gone"])
            self.assertEqual(len(policy["files"]), 1)

    def test_other_notes_are_told_once(self) -> None:
        (self.folder / "policy.yaml").write_text(
            "waivers:\n  - {name: web, reason: TODO}\n"
            "  - {name: web, reason: old, expires: 2001-02-03}\n")
        one, two = self.report("one.json", failing("web")), self.report("two.json", failing("web"))
        done = run("convert", one, two, "-f", "json")
        policy = json.loads(done.stdout)["policy"]
        self.assertEqual([len(policy[kind]) for kind in ("stale", "expired", "unexplained")],
                         [0, 1, 1])
        self.assertIn("still without a reason", done.stderr)


def result_of(report: dict) -> dict:
    return report["results"][0]


# What is done to a report, and what is then said of it.
REFUSED = (
    (lambda r: r.update(schema="cisdocker-report/2"), "the format 'cisdocker-report/2'"),
    (lambda r: r.pop("schema"), "'schema' is missing"),
    (lambda r: r.pop("targets"), "'targets' is missing"),
    (lambda r: r.update(results={}), "'results' is not an array"),
    (lambda r: r.update(results=[[]]), "'results[]' is not an object"),
    (lambda r: r.update(profile="lax"), "'profile' cannot be 'lax'"),
    (lambda r: r["rule"].update(id="5.9"), "there is no check 5.9"),
    (lambda r: r["rule"].update(version="9.9.9"), "there is no check 5.4"),
    (lambda r: r.update(started="yesterday"), "'started' cannot be 'yesterday'"),
    (lambda r: r.update(started="2026-02-30T00:00:00Z"), "'started' cannot be"),
    (lambda r: r.update(started="2026-02-03T24:00:00Z"), "'started' cannot be"),
    (lambda r: result_of(r).update(verdict="maybe"), "'verdict' cannot be 'maybe'"),
    (lambda r: result_of(r).update(verdict=1), "'verdict' is not a string"),
    (lambda r: result_of(r).update(waived=None), "'waived' is not true or false"),
    (lambda r: result_of(r).update(waived=True), "'waived' and 'waiver' do not agree"),
    (lambda r: result_of(r).update(verdict="pass"), "of what did not fail"),
    (lambda r: result_of(r).update(reasons=[]), "a result without a reason"),
    (lambda r: result_of(r).update(reasons=result_of(r)["reasons"] * 13), "more than 12 reasons"),
    (lambda r: result_of(r).update(remediation=result_of(r)["remediation"] * 5),
     "more than 4 remedies"),
    (lambda r: result_of(r)["reasons"][0].update(code="luck"), "'reason.code' cannot be 'luck'"),
    (lambda r: result_of(r)["remediation"][0].update(kind="x"), "'remedy.kind' cannot be 'x'"),
    (lambda r: result_of(r).update(change="new"), "a change without 'baseline'"),
    (lambda r: result_of(r)["subject"].update(target=1), "has target 1 of 1"),
    (lambda r: result_of(r)["subject"].update(target=-1), "'subject.target' is not a count"),
    (lambda r: result_of(r)["subject"].update(target=1e3), "'subject.target' is not a count"),
    (lambda r: result_of(r)["subject"].update(kind="pod"), "'subject.kind' cannot be 'pod'"),
    (lambda r: result_of(r)["subject"].update(location={"file": "x", "line": 1}),
     "'location.column' is missing"),
    (lambda r: result_of(r).update(required=["CAP_LUCK"]), "'required' cannot have 'CAP_LUCK'"),
    (lambda r: result_of(r).update(excess=["CAP_LUCK"]), "'excess' cannot have 'CAP_LUCK'"),
    (lambda r: result_of(r)["evidence"].update(cap_add=["X"] * 1025), "more than 1024 entries"),
    (lambda r: r["targets"][0].update(kind="<b>"), "'target.kind' cannot be '<b>'"),
    (lambda r: r["targets"][0].update(engine="rkt"), "'target.engine' cannot be 'rkt'"),
)


class Refused(Folder):
    def said(self, text: str) -> str:
        path = self.folder / "bad.json"
        path.write_text(text)
        done = run("convert", path)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertIn(f"cannot read report '{path}'", done.stderr)
        return done.stderr

    def test_malformed(self) -> None:
        text = self.stored("good.json", failing()).read_text()
        for how, wanted in REFUSED:
            with self.subTest(wanted):
                report = json.loads(text)
                how(report)
                said = self.said(json.dumps(report))
                self.assertIn(wanted, said)
                self.assertRegex(said, r"line \d+, column \d+: ")

    def test_no_report_at_all(self) -> None:
        for text in ("", "[]", "{", "CONTAINER ID  IMAGE", "17", "[1]", "null", "[" * 200):
            with self.subTest(text[:20]):
                self.said(text)

    def test_a_key_twice(self) -> None:
        text = self.stored("good.json", failing()).read_text()
        self.assertIn("stands twice", self.said(text.replace('"waived": false',
                                                             '"waived": true, "waived": false')))
        self.assertIn("another case", self.said(text.replace('"waived"', '"Waived"')))

    def test_says_where(self) -> None:
        lines = run("check", "5.4", "--inspect", EXAMPLE, "-f", "json").stdout.split("\n")
        lines[4] = lines[4].replace('"verdict":"', '"verdict":"x', 1)
        column = lines[4].index('"verdict":"') + len('"verdict":"')
        said = re.search(r"line (\d+), column (\d+)", self.said("\n".join(lines)))
        self.assertEqual(int(said[1]), 5)
        self.assertLess(abs(int(said[2]) - column), 12)

    def test_another_profile(self) -> None:
        one = self.stored("one.json", failing())
        two = self.stored("two.json", failing(), words=("--profile", "strict"))
        done = run("convert", one, two)
        self.assertEqual(done.returncode, 2)
        self.assertIn("its profile is 'strict', of those before it 'cis'", done.stderr)

    def test_what_is_new_is_passed_over(self) -> None:
        path = self.stored("new.json", failing())
        wanted = self.converted(path)
        self.change(path, lambda report: report.update(more={"of": ["it"] * 3}))
        self.change(path, lambda report: result_of(report)["evidence"].update(colour="red"))
        self.assertEqual(self.converted(path), wanted)

    def test_usage(self) -> None:
        for words in ((), ("-", "-"), ("x", "--policy", "y"), ("x", "--inspect", "y")):
            with self.subTest(words):
                self.assertEqual(run("convert", *words, stdin="").returncode, 2)


class Hostile(Folder):
    """A report may have been written by anybody."""

    def setUp(self) -> None:
        super().setUp()
        rich = json.loads((ROOT / "tests/fuzz/corpus/report/rich").read_text())
        self.path = self.folder / "hostile.json"
        self.path.write_text(json.dumps(hostile(rich)))

    def written(self, *words: str) -> str:
        done = run("convert", self.path, *words)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertNotRegex(done.stderr, r"[^\n -~]")
        return done.stdout

    def test_it_is_hostile(self) -> None:
        self.assertGreater(self.path.read_text().count("rm -rf"), 100)

    def test_nothing_acts_on_a_terminal(self) -> None:
        for words in (("-v",), (), ("-q",)):
            text = self.written(*words)
            self.assertIn("rm -rf", text)
            self.assertNotRegex(text, r"[^\n -~]")

    def test_nothing_is_markup(self) -> None:
        page = Page(self.written("-f", "html"))
        self.assertEqual((page.crossed, page.open), ([], []))
        self.assertEqual(len(page.having("script")), 1)
        self.assertNotIn("alert(1)", "".join(page.within("script")))

    def test_remedies_that_are_none(self) -> None:
        """What no version writes in place of a command or a snippet is shown, not followed."""
        compose = "services:\n" + "".join(f"  s{i}:\n    image: x\n" for i in range(2))
        done = run("check", "5.4", "--compose", "-", "-f", "json", stdin=compose)
        for kind, text in (("compose", "services:\n  x:\n    -"), ("compose", "a\nb\n-\n\n -"),
                           ("compose", ""), ("docker-service-update", "docker --cap-drop"),
                           ("docker-service-update", "x --cap-add "), ("docker-run", "a 'b \\"),
                           ("docker-run", "\\")):
            report = json.loads(done.stdout)
            for one in report["results"]:
                one["remediation"] = [{"kind": kind, "smallest": text, "least": text, "note": ""}]
            for form in (("text",), ("text", "-v"), ("html",)):
                shown = run("convert", "-", "-f", *form, stdin=json.dumps(report))
                with self.subTest(kind=kind, text=text, form=form):
                    self.assertEqual((shown.returncode, shown.stderr), (1, ""))

    def test_nothing_is_a_formula(self) -> None:
        text = self.written("-f", "csv")
        rows = list(csv.reader(text.splitlines()))
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        for cell in (cell for row in rows for cell in row):
            self.assertNotRegex(cell, r"^\s*[=+@-]")
        self.assertNotIn("\x1b", text)

    def test_every_other_format_is_whole(self) -> None:
        for form in ("json", "sarif", "docker-bench"):
            json.loads(self.written("-f", form))
        for form in ("jsonl", "ocsf"):
            for line in self.written("-f", form).splitlines():
                json.loads(line)
        for form in FORMATS:
            self.assertNotRegex(self.written("-f", form), "[\x1b\x07]")


if __name__ == "__main__":
    unittest.main()
