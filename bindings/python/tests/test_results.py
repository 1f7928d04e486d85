"""Results, reports, policies and tables as native types."""

from __future__ import annotations

import dataclasses
import io
import itertools
import json
import pickle
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from unittest import mock

from samples import audit_of, container, saved

import cisdocker
from cisdocker import CapabilitySet, Change, ErrorCode, FixForm, Policy, ReasonCode, Report, Verdict
from cisdocker.result import results_from

POLICY = """
waivers:
  - name: web
    capabilities: [NET_RAW]
    reason: pings its peers
    owner: ops
    ticket: OPS-1
    expires: 2999-12-31
required:
  - image: redis
    capabilities: [NET_RAW]
    reason: it said so
"""


class ResultTest(unittest.TestCase):
    """A result's fields."""

    def result(self, **host: object) -> cisdocker.Result:
        """Return the one result of a container."""
        audit = cisdocker.Audit()
        audit.add_inspect_reader(io.BytesIO(json.dumps(container("web", **host)).encode()))
        return next(audit)

    def test_subject(self) -> None:
        """What the subject is."""
        result = self.result()
        self.assertEqual((result.name, result.image, result.state), ("web", "nginx", "running"))
        self.assertEqual((result.kind, result.target), (cisdocker.SubjectKind.CONTAINER, 0))
        self.assertEqual(len(result.id), 64)
        self.assertIsNone(result.location)
        self.assertIsNone(result.service)
        self.assertEqual(repr(result), "<Result fail container 'web'>")

    def test_judgement(self) -> None:
        """Verdict, reasons, evidence, remedies."""
        result = self.result(CapAdd=["SYS_ADMIN", "cap_FUTURE"], CapDrop=["net_raw"])
        self.assertIs(result.verdict, Verdict.FAIL)
        self.assertIs(result.severity, cisdocker.Severity.HIGH)
        self.assertIn(ReasonCode.ADDED_BEYOND_DEFAULT, [r.code for r in result.reasons])
        self.assertEqual(result.evidence.cap_add, ("SYS_ADMIN", "cap_FUTURE"))
        self.assertEqual(result.evidence.cap_drop, ("net_raw",))
        self.assertEqual(result.evidence.privileged, False)
        self.assertIsNone(result.evidence.kernel)
        self.assertEqual(list(result.excess), ["CAP_SYS_ADMIN"])
        self.assertEqual(result.unknown_capabilities, ("CAP_FUTURE",))
        self.assertEqual(result.remedies[0].kind, "docker-run")
        self.assertIn(result.remedies[0].least, result.fix(FixForm.LEAST))

    def test_too_long_to_be_packed(self) -> None:
        """Names and reasons of any length are told whole."""
        for length in (255, 256, 4000):
            audit = audit_of("\u00e9" * (length // 2) + "x" * (length % 2))
            result = next(audit)
            self.assertEqual(len(result.name.encode()), length)
            self.assertIs(result.verdict, Verdict.FAIL)
            self.assertIs(result.reasons[0].code, ReasonCode.NET_RAW_DEFAULT)
        result = self.result(CapAdd=[f"CAP_{number}_{'X' * 40}" for number in range(200)])
        told = [(str(reason.code), reason.message) for reason in result.reasons]
        written = [(made["code"], made["message"]) for made in result.to_dict()["reasons"]]
        self.assertEqual(told, written)

    def test_unreadable_lists(self) -> None:
        """What could not be read is None, not an empty list."""
        result = self.result(CapAdd=7)
        self.assertIs(result.verdict, Verdict.ERROR)
        self.assertIsNone(result.evidence.cap_add)

    def test_json(self) -> None:
        """The JSON object, and the same as a dict."""
        result = self.result()
        self.assertEqual(json.loads(result.to_json()), result.to_dict())
        self.assertEqual(result.to_dict()["subject"]["name"], "web")

    def test_frozen(self) -> None:
        """Nothing can be assigned to."""
        result = self.result()
        with self.assertRaises(AttributeError):
            result.name = "db"  # type: ignore[misc]
        with self.assertRaises(dataclasses.FrozenInstanceError):
            result.reasons[0].message = ""  # type: ignore[misc]
        with self.assertRaises(AttributeError):
            result.granted.bits = 0

    def test_outlives_its_audit(self) -> None:
        """A result can be read after its audit is gone, until it is closed."""
        with audit_of("web") as audit:
            result = next(audit)
        self.assertEqual(result.name, "web")
        with result:
            pass
        with self.assertRaisesRegex(cisdocker.Error, "the result was closed"):
            _ = result.name
        self.assertEqual(repr(result), "<Result (closed)>")


class DrawnAheadTest(unittest.TestCase):
    """Results of a file are drawn some at a time."""

    def setUp(self) -> None:
        """Save a hundred containers."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "containers.json"
        self.names = [f"c{number:02}" for number in range(100)]
        self.file.write_bytes(saved(*self.names))

    def audit(self) -> cisdocker.Audit:
        """Audit the file."""
        audit = cisdocker.Audit()
        audit.add_inspect(self.file)
        return audit

    def taken(self, count: int) -> tuple[cisdocker.Audit, list[cisdocker.Result]]:
        """Return an audit whose loop was left after so many results, and those."""
        audit = self.audit()
        return audit, list(itertools.islice(audit, count))

    def test_none_is_lost(self) -> None:
        """A loop goes on where another one was left, wherever that was."""
        for count in range(40):
            audit, results = self.taken(count)
            results += audit
            self.assertEqual([result.name for result in results], self.names)

    def test_details(self) -> None:
        """Each is its own, in whatever order it is asked for more, when the audit is gone."""
        audit, results = self.taken(60)
        audit.close()
        del audit
        for result in (*reversed(results), *results):
            self.assertEqual(result.to_dict()["subject"]["name"], result.name)
            self.assertEqual(result.evidence.cap_add, ())

    def test_closed_one_by_one(self) -> None:
        """Closing one leaves those that were drawn with it."""
        _, results = self.taken(60)
        for result in results[::2]:
            result.close()
            result.close()
        for closed, other in zip(results[::2], results[1::2]):
            self.assertTrue(closed.closed)
            self.assertFalse(other.closed)
            for attribute in ("name", "image"):
                with self.assertRaisesRegex(cisdocker.Error, "the result was closed"):
                    getattr(closed, attribute)
            self.assertEqual((other.image, len(other.remedies)), ("nginx", 1))

    def test_first_asked_by_two(self) -> None:
        """Two threads that ask a result for more at once get the same."""
        _, results = self.taken(100)
        with ThreadPoolExecutor(8) as pool:
            for result in results:
                images = set(pool.map(lambda _, one=result: one.image, range(8)))
                self.assertEqual(images, {"nginx"})

    def test_asked_while_it_is_asked(self) -> None:
        """A signal handler, or what the collector calls, may ask what is being asked."""
        _, results = self.taken(20)
        make, images = cisdocker.result._gc, []

        def interrupted(*arguments: object) -> object:
            with mock.patch("cisdocker.result._gc", make):
                images.append(result.image)
                if result is results[-1]:
                    result.close()
            return make(*arguments)

        with mock.patch("cisdocker.result._gc", interrupted):
            for result in results[:-1]:
                images += [result.image]
            result = results[-1]
            with self.assertRaisesRegex(cisdocker.Error, "the result was closed"):
                images.append(result.image)
        self.assertEqual(images, ["nginx"] * 39)

    def test_cancelled_while_they_are_drawn(self) -> None:
        """None comes after cancel(), be they drawn just then."""
        make = results_from
        for end, code in (
            (cisdocker.Audit.cancel, ErrorCode.CANCELLED),
            (cisdocker.Audit.close, ErrorCode.STATE),
        ):
            audit, _ = self.taken(15)

            def interrupted(*arguments: Any) -> Any:
                end(audit)  # noqa: B023 - called within this turn
                return make(*arguments)

            interruption = mock.patch("cisdocker.audit.results_from", interrupted)
            with interruption, self.assertRaises(cisdocker.Error) as caught:
                next(audit)
            self.assertIs(caught.exception.code, code)
            audit.close()
            audit.cancel()

    def test_collected_after_a_loop(self) -> None:
        """A report holds the rest, or says that some would be missing."""
        for count in range(40):
            audit, results = self.taken(count)
            try:
                results += audit.collect().results
            except cisdocker.Error as error:
                self.assertIs(error.code, ErrorCode.STATE)
                self.assertIn("drawn ahead", error.message)
                results += audit
            self.assertEqual([result.name for result in results], self.names)

    def test_cancelled_and_closed(self) -> None:
        """What was drawn ahead does not come any more."""
        for end, code in (
            (cisdocker.Audit.cancel, ErrorCode.CANCELLED),
            (cisdocker.Audit.close, ErrorCode.STATE),
        ):
            audit, _ = self.taken(20)
            end(audit)
            with self.assertRaises(cisdocker.Error) as caught:
                next(audit)
            self.assertIs(caught.exception.code, code)

    def test_cannot_be_looked_at(self) -> None:
        """A path that cannot even be looked at is an incomplete target, as any that is missing."""
        audit = cisdocker.Audit()
        audit.add_inspect("x" * 5000)
        self.assertEqual(list(audit), [])
        self.assertFalse(audit.report.targets[0].complete)

    def test_broken_off(self) -> None:
        """What came before a file breaks off is handed out; the target is not complete."""
        self.file.write_bytes(saved(*self.names)[:-40])
        audit = self.audit()
        self.assertEqual([result.name for result in audit], self.names[:-1])
        self.assertFalse(audit.report.targets[0].complete)


class ReportTest(unittest.TestCase):
    """Reports."""

    def test_collected(self) -> None:
        """A collected report holds results, counts, targets and times."""
        report = audit_of("a", "b").collect()
        self.assertEqual([result.name for result in report.results], ["a", "b"])
        self.assertEqual([result.name for result in report.results[1:]], ["b"])
        self.assertEqual(report.results[-1].name, "b")
        with self.assertRaises(IndexError):
            report.results[2]
        self.assertEqual((report.counts[Verdict.FAIL], report.waived), (2, 0))
        self.assertEqual((report.failures(), report.failures("high")), (2, 0))
        self.assertEqual((report.rule.id, report.profile), ("5.4", cisdocker.Profile.CIS))
        self.assertEqual(report.targets[0].uri, "sample")
        self.assertTrue(report.targets[0].complete)
        self.assertEqual(report.exit_status, 1)

    def test_times(self) -> None:
        """Times are aware datetimes."""
        audit = cisdocker.Audit(time=datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc))
        audit.add_command("docker run --cap-drop=ALL nginx")
        self.assertIsNone(audit.report.finished)
        report = audit.collect()
        self.assertEqual(report.started.isoformat(), "2026-01-02T03:04:05+00:00")
        self.assertEqual((report.finished, report.exit_status), (report.started, 0))

    def test_streams_without_keeping(self) -> None:
        """The audit's own report counts what was drawn and holds nothing."""
        audit = audit_of("a", "b")
        next(audit)
        report = audit.report
        self.assertEqual((report.counts[Verdict.FAIL], len(report.results)), (1, 0))
        next(audit)
        self.assertEqual(report.counts[Verdict.FAIL], 2)

    def test_incomplete_target(self) -> None:
        """A target that cannot be read is told in the report, with its kind."""
        audit = cisdocker.Audit()
        audit.add_inspect("/nonexistent/inspect.json")
        report = audit.collect()
        self.assertEqual((report.targets[0].code, report.exit_status), (ErrorCode.IO, 3))
        self.assertIn("/nonexistent/inspect.json", report.targets[0].error or "")

    def test_every_format(self) -> None:
        """Every format is rendered, to a string, a function, a binary and a text stream."""
        report = audit_of("caf\u00e9").collect()
        for form in cisdocker.Format:
            rendered = report.render(form)
            self.assertTrue(rendered)
            binary, text = io.BytesIO(), io.StringIO()
            report.write(binary, form)
            report.write(text, str(form))
            self.assertEqual(binary.getvalue().decode(), rendered)
            self.assertEqual(text.getvalue(), rendered)

    def test_options(self) -> None:
        """Options of rendering reach the library."""
        report = audit_of("web").collect()
        options = cisdocker.RenderOptions(
            color=True,
            per_subject=True,
            asset_host="web-1",
            asset_addresses=["192.0.2.7"],
            asset_facts=["a=b"],
        )
        self.assertIn("\x1b[", report.render("text", options))
        xccdf = report.render("xccdf", options)
        for piece in ("web-1", "192.0.2.7"):
            self.assertIn(piece, xccdf)

    def test_baseline(self) -> None:
        """Reports are read back, merged, and held against one another."""
        older = audit_of("a", "b").collect()
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder, name) for name in ("older.json", "newer.json")]
            paths[0].write_text(older.render("json"), encoding="utf-8")
            paths[1].write_text(audit_of("b", "c").collect().render("json"), encoding="utf-8")
            self.assertEqual(len(Report.load(*paths).results), 4)
            newer = Report.load(paths[1])
        newer.compare(older, "monday")
        self.assertEqual(newer.baseline, "monday")
        found = [(result.name, result.change) for result in newer.results]
        self.assertEqual(found, [("b", Change.UNCHANGED), ("c", Change.NEW)])
        self.assertEqual((newer.changes[Change.NEW], newer.new_failures()), (1, 1))
        self.assertEqual([(fixed.name, fixed.gone) for fixed in newer.fixed], [("a", True)])
        with self.assertRaises(cisdocker.Error):
            Report.load("/nonexistent.json")
        with self.assertRaises(cisdocker.Error) as caught:
            Report.load_reader(io.BytesIO(b"{"), "half")
        self.assertIs(caught.exception.code, ErrorCode.FORMAT)

    def test_audit_with_a_baseline(self) -> None:
        """An audit gives each result its change as it comes."""
        stream = io.BytesIO(audit_of("a").collect().render("json").encode())
        audit = audit_of("a", "b")
        audit.set_baseline(Report.load_reader(stream), "monday")
        changes = [result.change for result in audit]
        self.assertEqual(changes, [Change.UNCHANGED, Change.NEW])
        self.assertIsNone(next(audit_of("a")).change)

    def test_compose_is_mended(self) -> None:
        """A Compose file that fails is edited, or overridden, so that it passes."""
        text = "services:\n  web:\n    image: nginx\n"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "compose.yaml")
            path.write_text(text, encoding="utf-8")
            audit = cisdocker.Audit()
            audit.add_compose(path)
            report = audit.collect()
            self.assertEqual(report.results[0].location, cisdocker.Location(str(path), 2, 3))
            self.assertIn("NET_RAW", report.override())
            path.write_text(report.edit_compose(path, text, FixForm.LEAST), encoding="utf-8")
            again = cisdocker.Audit()
            again.add_compose(path)
            self.assertIs(next(again).verdict, Verdict.PASS)


class PolicyTest(unittest.TestCase):
    """Policies."""

    def test_entries(self) -> None:
        """Entries are native types."""
        required, waiver = sorted(Policy.parse(POLICY).entries, key=lambda e: e.is_waiver)
        self.assertEqual((required.image, list(required.capabilities)), ("redis", ["CAP_NET_RAW"]))
        self.assertEqual((waiver.name, waiver.owner, waiver.ticket), ("web", "ops", "OPS-1"))
        self.assertEqual((waiver.expires, waiver.covers_all), ("2999-12-31", False))
        self.assertIsNone(waiver.never)
        self.assertEqual(waiver.line, 3)

    def test_applied(self) -> None:
        """A waiver is told; notes are about entries that matched nothing."""
        report = audit_of("web", policies=[Policy.parse(POLICY, "site.yaml")]).collect()
        waiver = report.results[0].waiver
        self.assertEqual(waiver, cisdocker.Waiver("pings its peers", "ops", "OPS-1", "2999-12-31"))
        self.assertEqual((report.waived, report.exit_status), (1, 0))
        self.assertEqual([str(note.kind) for note in report.notes], ["stale"])
        self.assertEqual(report.policies, ("site.yaml",))

    def test_explained_and_proposed(self) -> None:
        """A policy in words, and one that a report proposes."""
        self.assertIn("web", Policy.parse(POLICY).explain(0))
        proposed = Policy.parse(audit_of("web").collect().propose_policy())
        self.assertTrue(proposed.entries[0].is_waiver)

    def test_refused(self) -> None:
        """What is not understood is an error with code and message."""
        with self.assertRaises(cisdocker.Error) as caught:
            Policy.parse("waivers: [{nme: x}]", "site.yaml")
        self.assertIs(caught.exception.code, ErrorCode.FORMAT)
        self.assertIn("site.yaml", caught.exception.message)
        again = pickle.loads(pickle.dumps(caught.exception))  # noqa: S301 - our own
        self.assertEqual(
            (again.code, again.message), (caught.exception.code, caught.exception.message)
        )


class TableTest(unittest.TestCase):
    """Capabilities, rules, words."""

    def test_sets(self) -> None:
        """Sets of capabilities work as sets do."""
        some = CapabilitySet(["net_raw", "CAP_CHOWN"])
        self.assertEqual(list(some), ["CAP_CHOWN", "CAP_NET_RAW"])
        self.assertIn("net_raw", some)
        self.assertNotIn("ALL", some)
        self.assertEqual(some, {"CAP_CHOWN", "CAP_NET_RAW"})
        self.assertEqual(hash(some), hash(CapabilitySet(reversed(list(some)))))
        self.assertEqual(list(some & cisdocker.default_capabilities()), list(some))
        self.assertEqual(list(some - CapabilitySet(["CHOWN"])), ["CAP_NET_RAW"])
        self.assertEqual(some | {"web"}, {"web", *some})
        self.assertEqual(list(CapabilitySet.from_bits(1 << 63)), ["CAP_63"])
        self.assertIn("CAP_63", CapabilitySet.from_bits(1 << 63))
        self.assertEqual(pickle.loads(pickle.dumps(some)), some)  # noqa: S301 - our own
        with self.assertRaises(ValueError):
            CapabilitySet(["NET_ADMINN"])

    def test_capabilities(self) -> None:
        """What is known of capabilities."""
        known = cisdocker.Capability.find("net_raw")
        self.assertIsNotNone(known)
        self.assertIn(known, cisdocker.Capability.all())
        self.assertEqual(len(cisdocker.default_capabilities()), 14)
        self.assertEqual(cisdocker.Capability.nearest("NET_ADMINN"), "NET_ADMIN")
        self.assertIsNone(cisdocker.Capability.find("ALL"))

    def test_rules(self) -> None:
        """The check, under both of its numbers."""
        self.assertEqual(cisdocker.Rule.find("5.3"), cisdocker.Rule.all()[0])
        self.assertIsNone(cisdocker.Rule.find("9.9"))

    def test_content(self) -> None:
        """Files for scanners."""
        files = cisdocker.Content.all()
        self.assertIn("cisdocker-5.4-docker.audit", [file.name for file in files])
        for file in files:
            stream = io.StringIO()
            file.write(stream)
            self.assertTrue(file.description)
            self.assertEqual((stream.getvalue(), bool(file.read())), (file.read(), True))
        with self.assertRaises(cisdocker.Error):
            cisdocker.Content("none", "", is_program=False).read()

    def test_context(self) -> None:
        """A context's endpoint and keys come from the docker command's folder."""
        with tempfile.TemporaryDirectory() as folder:
            self.assertIsNone(cisdocker.Context.load("default", folder).host)
            with self.assertRaises(cisdocker.Error) as caught:
                cisdocker.Context.load("nowhere", folder)
            self.assertIs(caught.exception.code, ErrorCode.ARGUMENT)


if __name__ == "__main__":
    unittest.main()
