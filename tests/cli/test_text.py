#!/usr/bin/env python3
"""The text format: one screen, worst first, said in words, harmless whatever names say."""

import json
import re
import shlex
import unittest

from command import run
from saved import container, failing, hundred, passing, unreadable

SCREEN = 55

# Names that would like to do something to a terminal, a reader or the layout.
HOSTILE = {
    "escape": "x\x1b[2J\x1b]0;owned\x07",
    "control": "a\rb\nc\td\x08e\x7f",
    "c1": "a\x9b31mb\x85c",
    "bidi": "abc\u202ecba\u2066x\u2069\u200f",
    "separator": "a\u2028b\u2029c",
    "invisible": "a\u200bb\ufeffc\u00add",
    "tag": "a\U000e0041b",
    "not UTF-8": "a\ud800b",
    "nul": "a\x00b",
    "long": "n" * 5000,
    "marks": "e" + "\u0301" * 3000,
    "wide": "\u6f22" * 200,
    "list": 'good", "other',
    "backslash": "a\\u{1b}b",
    "nothing": "",
    "empty words": "   ",
    "verdict": "PASS 99 containers",
}
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-"
    "\U000e0fff\ud800-\udfff]")


def check(*containers: dict, options: tuple[str, ...] = ()) -> str:
    return run("check", "5.4", "--inspect", "-", *options,
               stdin=json.dumps(list(containers))).stdout


def paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n")]


class Screen(unittest.TestCase):
    def test_a_hundred_fit(self) -> None:
        made = hundred()
        text = check(*made)
        self.assertEqual(len(made), 100)
        self.assertLessEqual(len(text.splitlines()), SCREEN, text)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)
        self.assertRegex(text, r"\n100 containers: 70 fail, 1 error, 29 pass\n")

    def test_long_names_fit_any_width(self) -> None:
        """In a wide line the whole image is seen, in a narrow one no name sticks out."""
        path = "registry.example.org:5000/some/deep/path/to/an/image"
        made = [failing("n" * 300, image=f"{path}:1.27-rc1"), failing("x", image="i" * 300),
                container("漢" * 90, image="漢" * 90, add=["SYS_TIME"])]
        for width in (40, 80, 160):
            text = run("check", "5.4", "--inspect", "-", stdin=json.dumps(made),
                       more={"COLUMNS": str(width)}).stdout
            wide = [line for line in text.splitlines()
                    if len(line) + len(re.findall("漢", line)) > width]
            self.assertEqual(wide, [])
            self.assertEqual(f"{path}:1.27-rc1 (1)" in text, width >= 80)

    def test_no_line_ends_in_a_blank(self) -> None:
        compose = "services: {web: {image: nginx}, api: {image: x, privileged: true}}\n"
        snippets = run("check", "5.4", "--compose", "-", stdin=compose).stdout
        self.assertIn("Fix:\n", snippets)
        for text in (snippets, check(*hundred()), check(*hundred(), options=("-v",))):
            self.assertEqual([line for line in text.splitlines() if line.endswith(" ")], [])

    def test_thousands_of_a_kind_do_not_grow_it(self) -> None:
        many = check(*(failing(f"c{i}", image=f"image-{i % 50}") for i in range(2000)))
        self.assertLessEqual(len(many.splitlines()), 25)
        self.assertIn("2000 containers: NET_RAW", many)

    def test_thousands_of_kinds_do_not_either(self) -> None:
        """More causes than are kept: the rest is counted, and no count is lost."""
        names = ["SYS_TIME", "SYS_NICE", "SYSLOG", "LEASE", "IPC_LOCK", "SYS_BOOT", "BPF",
                 "NET_ADMIN", "SYS_ADMIN", "PERFMON", "WAKE_ALARM"]
        made = [failing(f"c{number}", image=f"image-{number}",
                        add=[name for bit, name in enumerate(names) if number >> bit & 1])
                for number in range(1 << len(names))]
        text = check(*made)
        self.assertLessEqual(len(text.splitlines()), SCREEN)
        heads = [int(number) for number in re.findall(r"^FAIL \(\w+\) (\d+) cont", text, re.M)]
        rest = int(re.search(r"^(\d+) more for other causes", text, re.M)[1])
        self.assertEqual(sum(heads) + rest, 1 << len(names))
        self.assertIn("2048 containers: 2048 fail\n", text)

    def test_worst_first(self) -> None:
        text = check(*hundred())
        order = [text.index(words) for words in
                 ("runs privileged", "NET_RAW is granted", "ERROR", "PASS", "Next:")]
        self.assertEqual(order, sorted(order))
        severities = re.findall(r"^FAIL \((\w+)\)", text, re.M)
        self.assertEqual(severities, sorted(severities, key=["high", "medium", "low"].index))

    def test_a_cause_says_all_of_it(self) -> None:
        text = check(*(failing(f"web-{i}") for i in range(3)), container("p", privileged=True))
        cause = next(part for part in paragraphs(text) if "NET_RAW is granted" in part)
        for words in ("FAIL (medium) 3 containers", "Risk: NET_RAW, network", "Fix:",
                      "--cap-drop=NET_RAW", "nginx:1.27 (3): web-0, web-1, web-2"):
            self.assertIn(words, cause)
        worst = next(part for part in paragraphs(text) if "privileged" in part)
        self.assertIn("run without --privileged, with --cap-drop=NET_RAW", worst)

    def test_additions_are_named(self) -> None:
        text = " ".join(check(container("a", add=["sys_admin"])).split())
        self.assertIn("default set: SYS_ADMIN", text)
        self.assertIn("without --cap-add of SYS_ADMIN, with --cap-drop=NET_RAW", text)

    def test_unknown_capability(self) -> None:
        self.assertIn("CAP_FUTURE", check(container("a", add=["future"], drop=["ALL"])))

    def test_all_pass(self) -> None:
        text = check(passing("a"), container("b", drop=["NET_RAW"]))
        self.assertIn("PASS 2 containers: all-dropped 1, net-raw-dropped 1", text)
        self.assertIn("Next: nothing to do", text)
        self.assertNotIn("FAIL", text)

    def test_nothing_found(self) -> None:
        self.assertIn("Next: nothing was found to check", check())

    def test_not_judged(self) -> None:
        text = check(passing(), unreadable())
        self.assertIn("ERROR 1 container: HostConfig.CapAdd", text)
        self.assertIn("not everything could be judged", text)

    def test_no_box_drawing(self) -> None:
        for option in ("--verbose", "--quiet", "--profile=manual"):
            self.assertTrue(check(*hundred(), options=(option,)).isascii())


class Fixes(unittest.TestCase):
    """No failure stands there without what mends it, and that can be pasted."""

    def test_every_cause_has_one(self) -> None:
        """Also those that are told in few words; and each names whom it is about."""
        text = check(*hundred())
        heads = re.findall(r"^FAIL .*\n(?: .*\n)*", text, re.M)
        self.assertEqual(len(heads), 6, text)
        for head in heads:
            self.assertEqual(head.count("Fix:"), 1, head)
        self.assertIn("FAIL (low) 1 container (clock): adds SYS_TIME\n"
                      "      Fix:  run without --cap-add of SYS_TIME, with --cap-drop=NET_RAW\n", text)

    def test_few_words_name_containers_of_several_images(self) -> None:
        made = [container(f"a{i}", image=f"i{i}", add=[name])
                for i, name in enumerate(["SYS_ADMIN", "SYS_MODULE", "BPF", "SYS_TIME", "LEASE"])]
        made += [container(f"raw-{i}", image=f"raw-{i}", add=["NET_RAW"]) for i in range(2)]
        made += [failing(f"many-{i}") for i in range(3)]
        self.assertIn("FAIL (medium) 2 containers (raw-0, raw-1): adds NET_RAW\n", check(*made))

    def test_several_services_of_a_file(self) -> None:
        """What is the same for all is said once, and how to have it done for all."""
        compose = "".join(f"  s{i}: {{image: x, cap_add: [CHOWN, SYS_TIME]}}\n" for i in range(3))
        text = run("check", "5.4", "--compose", "-", stdin="services:\n" + compose).stdout
        self.assertIn("      Fix:  cap_drop: [NET_RAW], cap_add: [CHOWN] in each service\n", text)
        self.assertIn("cisdocker fix --compose FILE", text)

    def test_several_services_of_a_swarm(self) -> None:
        made = [{"ID": f"{i:025x}", "Spec": {"Name": f"web-{i}", "TaskTemplate": {"ContainerSpec": {
            "Image": "nginx:1", "CapabilityAdd": ["CAP_SYS_TIME"]}}}} for i in range(3)]
        text = run("check", "5.4", "--inspect", "-", stdin=json.dumps(made)).stdout
        self.assertIn("docker service update --cap-drop NET_RAW --cap-add RESET NAME, for each",
                      " ".join(text.replace("\\\n", " ").split()))

    def test_no_flag_ends_a_process(self) -> None:
        """More than was configured: new flags are no remedy while that process runs."""
        report = json.loads(run("check", "5.4", "--inspect", "-", "-f", "json",
                                stdin=json.dumps([failing("web")])).stdout)
        report["results"][0]["reasons"] = [{"code": "kernel-exceeds-config", "message": "more",
                                            "capabilities": ["CAP_NET_RAW"]}]
        text = run("convert", "-", stdin=json.dumps(report)).stdout
        self.assertIn("Fix: end that process, such as one of docker exec --privileged; run with "
                      "--cap-drop=NET_RAW", " ".join(text.split()))

    def test_a_command_in_several_lines_is_one(self) -> None:
        """What is copied from a narrow page is to the shell what the JSON report says."""
        names = ["CHOWN", "SETUID", "SETGID", "MKNOD", "KILL", "FOWNER", "SYS_CHROOT"]
        made = json.dumps([container("a", add=["SYS_TIME"], drop=names)])
        words = ("check", "5.4", "--inspect", "-")
        remedy = json.loads(run(*words, "-f", "json", stdin=made).stdout)["results"][0]["remediation"][0]
        for columns in (48, 60, 80, 200):
            text = run(*words, "-v", stdin=made, more={"COLUMNS": str(columns)}).stdout
            for form, label in (("smallest", "smallest"), ("least", "least")):
                found = re.search(rf"^  {label} +((?:.*\\\n)*.*)$", text, re.M)[1]
                self.assertEqual(shlex.split(found.replace("\\\n", "")),
                                 shlex.split(remedy[form]), text)
                self.assertLessEqual(max(map(len, found.splitlines())), columns)


class Quiet(unittest.TestCase):
    def test_nothing_to_say(self) -> None:
        self.assertEqual(check(passing(), options=("--quiet",)), "")

    def test_only_what_matters(self) -> None:
        text = check(passing("fine"), failing("wrong"), unreadable("dark"), options=("-q",))
        self.assertIn("wrong", text)
        self.assertIn("dark", text)
        self.assertNotRegex(text, "fine|PASS|Next:|5.4|\\A\n")


class Verbose(unittest.TestCase):
    def test_every_container(self) -> None:
        made = hundred()
        text = check(*made, options=("--verbose",))
        for one in made:
            self.assertIn(f" {one['Name'][1:]}\n", text)
            self.assertIn(one["Id"], text)
        self.assertEqual(text.count("\n  least "), 70)

    def test_evidence(self) -> None:
        text = check(container("a", add=["sys_time"], drop=["MKNOD"]), options=("-v",))
        for line in (r"privileged +no", r"cap_add +sys_time", r"cap_drop +MKNOD",
                     r"excess +NET_RAW, SYS_TIME", r"state +running", r"image +nginx:1.27",
                     r"smallest +--cap-drop=NET_RAW --cap-drop=MKNOD", r"least +--cap-drop=ALL"):
            self.assertRegex(text, rf"(?m)^  {line}")

    def test_with_quiet(self) -> None:
        text = check(passing("fine"), failing("wrong"), options=("-v", "-q"))
        self.assertIn("FAIL (medium) wrong\n", text)
        self.assertNotIn("fine", text)


class HostileNames(unittest.TestCase):
    def harmless(self, text: str) -> None:
        self.assertIsNone(FORBIDDEN.search(text), repr(text))

    def test_everywhere(self) -> None:
        for case, name in HOSTILE.items():
            made = container(name, image=name, add=[name])
            for options in ((), ("-v",), ("-q",), ("--color=always",)):
                with self.subTest(case, options=options):
                    text = check(made, options=options)
                    self.harmless(re.sub(r"\x1b\[[0-9;]*m", "", text))
                    self.assertLess(len(text), 20000)

    def test_what_it_was_can_be_seen(self) -> None:
        self.assertIn(r"x\u{1b}[2J", check(failing("x\x1b[2J")))
        self.assertIn(r"abc\u{202e}cba", check(failing("abc\u202ecba")))
        self.assertIn(r"a\\u{1b}b", check(failing("a\\u{1b}b")))

    def test_good_names_stay(self) -> None:
        for name in ("caf\u00e9", "\u6f22\u5b57", "web-1_x.y", "\u05d0\u05d1"):
            self.assertIn(name, check(failing(name)))

    def test_a_name_is_one_name(self) -> None:
        self.assertIn('"a, b and 3 more"', check(failing("a, b and 3 more")))
        self.assertIn(r'"good\", \"other"', check(failing('good", "other')))

    def test_long_names_are_cut(self) -> None:
        text = check(failing("n" * 500, image="i" * 500))
        self.assertRegex(text, r"n{37}\.\.\.")
        self.assertLessEqual(max(map(len, text.splitlines())), 100)

    def test_file_name(self) -> None:
        done = run("check", "5.4", "--inspect", "no\x1b[31m\u202efile")
        self.assertEqual(done.returncode, 3)
        self.harmless(done.stdout)
        self.harmless(done.stderr)


if __name__ == "__main__":
    unittest.main()
