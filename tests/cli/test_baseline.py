#!/usr/bin/env python3
"""What has changed since an older report, and what of it makes a pipeline fail."""

import json
import tempfile
import unittest
from pathlib import Path

from command import run
from saved import container, failing, passing, save, unreadable

ORDER = ("new", "worse", "unchanged", "fixed", "waived", "undecided")


def task(name: str, service: str = "api", **more) -> dict:
    made = container(name, **more)
    made["Config"]["Labels"] = {"com.docker.swarm.service.name": service}
    return made


class Folder(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def stored(self, name: str, *containers: dict, words: tuple = (),
               host: str | None = None) -> Path:
        """A report on the containers, as if of an engine on that host."""
        path = self.folder / name
        run("check", "5.4", "--inspect", save(self.folder / f"{name}.inspect", *containers),
            *words, "-f", "json", "-o", path)
        report = json.loads(path.read_text())
        report["targets"][0]["host"] = host
        path.write_text(json.dumps(report))
        return path

    def compared(self, old: tuple, new: tuple, words: tuple = ()) -> dict:
        """The report on the new containers, against the old ones: by check, and by convert."""
        baseline = self.stored("old.json", *old)
        saved = save(self.folder / "new.inspect", *new)
        done = run("check", "5.4", "--inspect", saved, "--baseline", baseline, *words, "-f", "json")
        report = json.loads(done.stdout)
        later = run("convert", self.stored("new.json", *new, words=words), "--baseline", baseline,
                    "-f", "json")
        if not words or words[0] != "--name":
            self.assertEqual(json.loads(later.stdout)["baseline"], report["baseline"])
            self.assertEqual(json.loads(later.stdout)["results"], report["results"])
        return report


def changes(report: dict) -> dict[str, str | None]:
    return {result["subject"]["name"]: result.get("change") for result in report["results"]}


def counts(report: dict) -> dict[str, int]:
    """Those that are not 0."""
    assert tuple(report["baseline"]["counts"]) == ORDER
    return {change: count for change, count in report["baseline"]["counts"].items() if count}


def fixed(report: dict) -> list[tuple[str, bool]]:
    return [(one["name"] or one["service"], one["gone"]) for one in report["baseline"]["fixed"]]


class Changes(Folder):
    def test_each(self) -> None:
        report = self.compared(
            (failing("same"), failing("mended"), failing("gone"), failing("grew"),
             failing("unread"), passing("good"), passing("broke")),
            (failing("same"), passing("mended"), container("grew", add=["SYS_TIME"]),
             unreadable("unread"), passing("good"), failing("broke"), failing("fresh"),
             unreadable("odd"), passing("clean")))
        self.assertEqual(changes(report), {
            "same": "unchanged", "mended": "fixed", "grew": "worse", "unread": "undecided",
            "good": None, "broke": "new", "fresh": "new", "odd": None, "clean": None})
        self.assertEqual(counts(report), {"new": 2, "worse": 1, "unchanged": 1, "fixed": 2,
                                          "undecided": 1})
        self.assertEqual(fixed(report), [("mended", False), ("gone", True)])

    def test_what_is_worse(self) -> None:
        same = container("x", add=["SYS_ADMIN"])
        for old, new, change in (
                (failing("x"), same, "worse"), (same, failing("x"), "unchanged"),
                (same, same, "unchanged"),
                (same, container("x", add=["SYS_TIME"]), "worse"),
                (container("x", add=["ALL"]), container("x", privileged=True), "worse"),
                (container("x", privileged=True), container("x", add=["ALL"]), "unchanged"),
                (container("x", add=["FOO"]), container("x", add=["BAR"]), "worse"),
                (container("x", add=["FOO", "BAR"]), container("x", add=["BAR"]), "unchanged")):
            with self.subTest(old=old["HostConfig"], new=new["HostConfig"]):
                self.assertEqual(changes(self.compared((old,), (new,))), {"x": change})

    def test_id_and_image_may_differ(self) -> None:
        report = self.compared((failing("x", image="a:1", number=1),),
                               (failing("x", image="a:2", number=2),))
        self.assertEqual(counts(report), {"unchanged": 1})

    def test_waivers(self) -> None:
        """What was accepted and is not any more is new; what is accepted now does not count."""
        policy = self.folder / "policy.yaml"
        policy.write_text("waivers:\n  - {name: x, reason: because}\n")
        words = ("--policy", policy)
        report = self.compared((failing("x"), failing("y")), (failing("x"), failing("y")), words)
        self.assertEqual(changes(report), {"x": "waived", "y": "unchanged"})
        self.assertEqual(counts(report), {"unchanged": 1, "waived": 1})
        waived = self.stored("waived.json", failing("x"), words=words)
        now = self.stored("now.json", failing("x"))
        for path, change in ((now, "new"), (waived, None)):
            done = run("convert", path, "--baseline", waived, "-f", "json")
            self.assertEqual(changes(json.loads(done.stdout)), {"x": change})

    def test_several_of_one_name_are_the_same_in_order(self) -> None:
        both = (passing("x"), failing("x"))
        self.assertEqual(counts(self.compared(both, both)), {"unchanged": 1})
        self.assertEqual(counts(self.compared(both, (*both, failing("x")))),
                         {"unchanged": 1, "new": 1})

    def test_tasks_are_one_by_their_service(self) -> None:
        old = (task("api.1.abc"), task("api.2.def"))
        for new, wanted in (
                ((task("api.1.xyz"), task("api.2.uvw"), task("api.3.rst")), {"unchanged": 3}),
                ((task("api.1.xyz"),), {"unchanged": 1}),
                ((task("api.1.xyz"), task("api.2.uvw", drop=["ALL"])), {"unchanged": 1}),
                ((task("api.1.xyz", drop=["ALL"]), task("api.2.uvw", drop=["ALL"])), {"fixed": 1}),
                ((task("api.1.xyz", add=["SYS_ADMIN"]),), {"worse": 1}),
                ((task("api.1.xyz", service="other"),), {"new": 1, "fixed": 1}),
                ((failing("api"),), {"new": 1, "fixed": 1})):
            with self.subTest(new=[one["Name"] for one in new]):
                self.assertEqual(counts(self.compared(old, new)), wanted)
        report = self.compared(old, (task("api.1.xyz", drop=["ALL"]),))
        self.assertEqual(fixed(report), [("api", False)])

    def test_hosts_are_told_apart(self) -> None:
        old = self.stored("old.json", failing("x"), host="one")
        same = self.stored("same.json", failing("x"), host="one")
        other = self.stored("other.json", failing("x"), host="two")
        for paths, wanted in (((same,), {"unchanged": 1}), ((other,), {"new": 1, "undecided": 1}),
                              ((same, other), {"new": 1, "unchanged": 1})):
            report = json.loads(run("convert", *paths, "--baseline", old, "-f", "json").stdout)
            self.assertEqual(counts(report), wanted)

    def test_compose_files_and_command_lines(self) -> None:
        compose = self.folder / "compose.yaml"
        compose.write_text("services:\n  web: {image: nginx}\n")
        words = ("--compose", compose, "--run", "docker run nginx", "--run", "docker run redis")
        old = self.folder / "old.json"
        run("check", "5.4", *words, "-f", "json", "-o", old)
        report = json.loads(run("check", "5.4", *words, "--baseline", old, "-f", "json").stdout)
        self.assertEqual(counts(report), {"unchanged": 3})
        compose.write_text("services:\n  db: {image: nginx}\n")
        report = json.loads(run("check", "5.4", *words[:4], "--baseline", old,
                                "-f", "json").stdout)
        self.assertEqual(counts(report), {"new": 1, "unchanged": 1, "fixed": 2})

    def test_what_was_not_looked_at_is_not_fixed(self) -> None:
        old, new = (failing("a"), failing("b")), (failing("a"), failing("b"))
        report = self.compared(old, new, ("--name", "a"))
        self.assertEqual(counts(report), {"unchanged": 1, "undecided": 1})
        broken = self.folder / "broken.inspect"
        broken.write_text(json.dumps([failing("a")])[:-1])
        done = run("check", "5.4", "--inspect", broken, "--baseline", self.folder / "old.json",
                   "-f", "json")
        self.assertEqual(counts(json.loads(done.stdout)), {"unchanged": 1, "undecided": 1})

    def test_read_back(self) -> None:
        report = self.compared((failing("a"), failing("b")), (failing("a"), failing("c")))
        path = self.folder / "compared.json"
        path.write_text(json.dumps(report))
        again = json.loads(run("convert", path, "-f", "json").stdout)
        self.assertEqual((again["baseline"], again["results"]),
                         (report["baseline"], report["results"]))
        newer = run("convert", path, "--baseline", self.folder / "new.json", "-f", "json")
        self.assertEqual(counts(json.loads(newer.stdout)), {"unchanged": 2})


class Status(Folder):
    def setUp(self) -> None:
        super().setUp()
        self.old = self.stored("old.json", failing("x"))

    def status(self, *containers: dict, words: tuple = ("--fail-on", "new")) -> int:
        new = self.stored("new.json", *containers)
        codes = {run("check", "5.4", "--inspect", f"{new}.inspect", "--baseline", self.old,
                     *words).returncode,
                 run("convert", new, "--baseline", self.old, *words).returncode}
        self.assertEqual(len(codes), 1)
        return codes.pop()

    def test_only_what_is_new_fails(self) -> None:
        self.assertEqual(self.status(failing("x")), 0)
        self.assertEqual(self.status(failing("x"), words=()), 1)
        self.assertEqual(self.status(failing("x"), failing("y")), 1)
        self.assertEqual(self.status(container("x", privileged=True)), 1)
        self.assertEqual(self.status(failing("x"), unreadable("z")), 3)
        self.assertEqual(self.status(failing("y"), words=("--fail-on", "new", "--exit-zero")), 0)

    def test_new_and_severe(self) -> None:
        words = ("--fail-on", "high", "--fail-on", "new")
        self.assertEqual(self.status(failing("y"), words=words), 0)
        self.assertEqual(self.status(container("y", privileged=True), words=words), 1)
        self.assertEqual(self.status(container("x", privileged=True), words=words), 1)

    def test_new_since_what(self) -> None:
        for command in (("check", "5.4", "--inspect", "x"), ("convert", self.old)):
            done = run(*command, "--fail-on", "new")
            self.assertEqual(done.returncode, 2)
            self.assertIn("needs --baseline", done.stderr)

    def test_a_baseline_that_is_none(self) -> None:
        strict = self.stored("strict.json", failing("x"), words=("--profile", "strict"))
        for baseline, wanted in ((self.folder / "none.json", "none.json"),
                                 (f"{self.old}.inspect", "'schema' is missing"),
                                 (strict, "is of the profile 'strict', not 'cis'")):
            for command in (("check", "5.4", "--inspect", f"{self.old}.inspect"),
                            ("convert", self.old)):
                done = run(*command, "--baseline", baseline)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(wanted, done.stderr)


class Shown(Folder):
    def setUp(self) -> None:
        super().setUp()
        self.old = self.stored("old.json", failing("same"), failing("gone"), failing("mended"),
                               failing("grew"))
        self.new = self.stored("new.json", failing("same"), failing("fresh"), passing("mended"),
                               container("grew", privileged=True))

    def text(self, *words: str) -> str:
        return run("convert", self.new, "--baseline", self.old, *words).stdout

    def test_text(self) -> None:
        text = self.text()
        said = " ".join(text.split())
        self.assertIn(": 1 new, 1 worse, 1 unchanged, 2 fixed Fixed: mended, gone (gone) ", said)
        self.assertIn("FAIL (medium) 1 container, new: NET_RAW is granted", said)
        self.assertLess(text.index("container, new:"), text.index("container, unchanged:"))
        self.assertRegex(self.text("-v"), r"FAIL \(high\) grew\n(?:.*\n)+? +change +worse\n")

    def test_sarif(self) -> None:
        results = json.loads(self.text("-f", "sarif"))["runs"][0]["results"]
        self.assertEqual([result["baselineState"] for result in results],
                         ["unchanged", "new", "updated"])

    def test_html(self) -> None:
        page = self.text("-f", "html")
        self.assertIn(": 1 new, 1 worse, 1 unchanged, 2 fixed", page)
        self.assertIn("<dt>change</dt><dd>worse</dd>", page)

    def test_without_a_baseline_nothing_is_said(self) -> None:
        for form in ("text", "json", "sarif", "html"):
            done = run("convert", self.new, "-v", "-f", form)
            for word in ("baseline", "unchanged", "SINCE", '"change"'):
                self.assertNotIn(word, done.stdout)


if __name__ == "__main__":
    unittest.main()
