#!/usr/bin/env python3
"""Environment, command line, mounts and labels of a container are in nothing that comes out."""

import json
import os
import subprocess
import unittest

from public_header import ROOT

MANY = ROOT / "tests/docs/inspect-many.json"
COMMAND = os.environ.get("CISDOCKER") or "cli/cisdocker"
SECRET = "never shown"  # and with a hyphen where a blank does not fit
PLACES = ["Args", "Path", "Config.Env", "Config.Cmd", "Config.Entrypoint", "Config.Labels",
          "HostConfig.Binds", "HostConfig.LogConfig", "Mounts"]


def at(container: dict, place: str) -> str:
    """What stands at a place, as JSON."""
    value = container
    for key in place.split("."):
        value = value[key]
    return json.dumps(value)


def holds_secret(text: str) -> bool:
    return SECRET in text or SECRET.replace(" ", "-") in text


class Secrets(unittest.TestCase):
    """One run a format, everything it says looked through."""

    def test_secrets_are_planted(self) -> None:
        for container in json.loads(MANY.read_text()):
            for place in PLACES:
                self.assertTrue(holds_secret(at(container, place)), place)

    def test_nothing_shows_them(self) -> None:
        for options in (["--format", "text", "--verbose"], ["--format", "json"],
                        ["--format", "jsonl"], ["--profile", "manual", "--verbose"]):
            done = subprocess.run([COMMAND, "check", "5.4", "--inspect", MANY, *options],
                                  capture_output=True, text=True, timeout=60, check=False)
            with self.subTest(options=options):
                self.assertIn("privileged", done.stdout)
                self.assertFalse(holds_secret(done.stdout + done.stderr))


if __name__ == "__main__":
    unittest.main()
