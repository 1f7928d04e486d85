#!/usr/bin/env python3
"""Policies that aliases blow up: one line, in time, in bounds; what they write can be read back."""

import json
import unittest

from bounded import Bounded

USAGE = 2

LONG = "r w" * 1300
FULL = "{name: n, image: %r, capabilities: NET_RAW, reason: %r, owner: %r}" % ((LONG,) * 3)

TOO_MUCH = {
    "aliases": ("waivers:\n  - &a {name: x, reason: y}\n" + "  - *a\n" * 90000,
                "line 2, column 5: more than 20000 entries"),
    "merge keys": (f"waivers:\n  - &a {FULL}\n" + "  - {<<: *a}\n" * 19000, "longer than 16777216"),
    "escapes": ("required:\n  - &a " + FULL.replace("r w", "\\x1b") + "\nwaivers:\n" +
                "  - *a\n" * 19000, "cannot read"),
    "too large": ("#" * ((4 << 20) + 1), "larger than"),
}
"""What is too much for a policy, and what is said of it."""


def waivers(count: int) -> str:
    return "waivers:\n" + "".join(f"  - {{name: n{number}, reason: r, expires: 2020-01-01}}\n"
                                  for number in range(count))


class Hostile(Bounded):
    seconds = 10
    peak_mib = 160

    def setUp(self) -> None:
        super().setUp()
        (self.folder / "none.json").write_text("[]")

    def test_too_much(self) -> None:
        for name, (text, message) in TOO_MUCH.items():
            (self.folder / "policy.yaml").write_text(text)
            for words in (("policy", "check", "policy.yaml"),
                          ("check", "5.4", "--inspect", "none.json", "--policy", "policy.yaml")):
                with self.subTest(name, words=words):
                    run = self.run_in_bounds(*words)
                    self.assertEqual((run.status, run.stdout), (USAGE, b""), run.stderr)
                    self.assertEqual(run.stderr.count(b"\n"), 1, run.stderr)
                    self.assertIn(message, run.stderr.decode())

    def test_much(self) -> None:
        """The most entries there may be: explained, and a report of them can be read back."""
        (self.folder / "policy.yaml").write_text(waivers(20000))
        run = self.run_in_bounds("policy", "check", "policy.yaml")
        self.assertEqual((run.status, run.stdout.count(b"WAIVER, line ")), (0, 20000))
        run = self.run_in_bounds("check", "5.4", "--inspect", "none.json", "--policy",
                                 "policy.yaml", "-f", "json", "-o", "report.json")
        self.assertEqual((run.status, run.stderr), (0, b""))
        run = self.run_in_bounds("convert", "report.json", "-f", "json")
        self.assertEqual((run.status, run.stderr), (0, b""))
        policy = json.loads(run.stdout)["policy"]
        self.assertEqual((len(policy["stale"]), len(policy["expired"])), (20000, 20000))

    def test_more_than_a_policy_holds(self) -> None:
        """No policy is written that could not be read."""
        host = [{"Id": f"{number:064x}", "Name": f"/c{number}", "Platform": "linux",
                 "State": {"Status": "running"}, "Config": {"Image": f"i{number}"},
                 "HostConfig": {"CapAdd": None, "CapDrop": None, "Privileged": False}}
                for number in range(30000)]
        for count, status in ((10000, 0), (30000, USAGE)):
            (self.folder / "host.json").write_text(json.dumps(host[:count]))
            run = self.run_in_bounds("policy", "init", "--inspect", "host.json", "--output",
                                     f"{count}.yaml")
            self.assertEqual((run.status, run.stdout), (status, b""), run.stderr)
            self.assertEqual((self.folder / f"{count}.yaml").exists(), status == 0)
        self.assertIn(b"more fails than one policy can hold", run.stderr)
        (self.folder / "host.json").write_text(json.dumps(host[:1000]))
        run = self.run_in_bounds("check", "5.4", "--inspect", "host.json", "--policy",
                                 "10000.yaml", "-f", "json", "-o", "report.json")
        self.assertEqual(run.status, 0, run.stderr)


if __name__ == "__main__":
    unittest.main()
