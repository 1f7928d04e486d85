"""What users read first works: the README, the docstrings, the examples, the plug-in."""

from __future__ import annotations

import doctest
import os
import pkgutil
import re
import subprocess
import sys
import tempfile
import unittest
from importlib import import_module
from pathlib import Path

from engine import Engine
from places import HOST, SOURCE

import cisdocker

BINDING = SOURCE / "bindings" / "python"
PLUGIN = SOURCE / "examples" / "plugin" / "plugin.py"
WAIVER = "waivers: [{name: web, capabilities: all, reason: it is a test}]"


def run(*words: object) -> tuple[int, str, str]:
    """Run a program with this Python."""
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    return done.returncode, done.stdout, done.stderr


class ExampleTest(unittest.TestCase):
    """Run as a user would."""

    def test_docstrings(self) -> None:
        """The examples in docstrings print what they say."""
        names = [
            f"cisdocker.{module.name}"
            for module in pkgutil.iter_modules(cisdocker.__path__)
            if module.name != "_native"
        ]
        modules = [cisdocker, *map(import_module, names)]
        results = [doctest.testmod(module) for module in modules]
        self.assertEqual(sum(result.failed for result in results), 0)
        self.assertGreater(sum(result.attempted for result in results), 5)

    def test_readme(self) -> None:
        """The first lines of the README work, against an engine."""
        text = (BINDING / "README.md").read_text(encoding="utf-8")
        code = re.findall(r"```python\n(.*?)```", text, re.DOTALL)[0]
        self.assertIn("unix:///var/run/docker.sock", code)
        with Engine() as address:
            code = code.replace("unix:///var/run/docker.sock", address)
            status, out, err = run("-c", code)
        self.assertEqual((status, err), (0, ""))
        self.assertRegex(out, r"fail\s+web")

    def test_audit(self) -> None:
        """The example audits an engine."""
        with Engine() as address:
            status, out, err = run(BINDING / "examples" / "audit.py", address)
        self.assertEqual((status, err), (1, ""))
        self.assertIn("fail  container web", out)
        self.assertIn("pass  container db", out)

    def test_plugin(self) -> None:
        """The plug-in prints failures with the fix, and its status tells."""
        with Engine() as address, tempfile.TemporaryDirectory() as folder:
            policy = Path(folder, "policy.yaml")
            policy.write_text(WAIVER, encoding="utf-8")
            status, out, err = run(PLUGIN, address)
            self.assertEqual((status, err), (1, ""))
            first, *rest = out.splitlines()
            self.assertEqual(first, "web: net-raw-default")
            self.assertIn("  --cap-drop=NET_RAW", rest)
            self.assertTrue(all(line.startswith("  ") for line in rest))
            self.assertEqual(run(PLUGIN, address, policy), (0, "", ""))
            policy.write_text("x: 1", encoding="utf-8")
            self.assert_trouble(address, policy)
        self.assert_trouble("unix:///nonexistent/docker.sock")
        self.assert_trouble("nonsense")

    def assert_trouble(self, *words: object) -> None:
        """Expect exit status 2 and one line."""
        status, out, err = run(PLUGIN, *words)
        self.assertEqual((status, out), (2, ""))
        self.assertRegex(err, r"\Aplugin: [^\n]+\n\Z")

    def test_bench(self) -> None:
        """The benchmark prints seconds."""
        status, out, _ = run(BINDING / "loop.py", HOST, 2)
        self.assertEqual((status, len([float(line) for line in out.split()])), (0, 2))


if __name__ == "__main__":
    unittest.main()
