"""Command lines through the command: what it makes of them."""

import json
import os
import subprocess
import sys
from pathlib import Path

BUILT = Path(__file__).resolve().parents[2] / "cli" / "cisdocker"
PATIENCE = 120


def program() -> str:
    path = os.path.abspath(os.environ.get("CISDOCKER") or BUILT)
    if not os.access(path, os.X_OK):
        sys.exit(f"cannot run '{path}': set CISDOCKER to the command under test")
    return path


def judge(lines: list[str]) -> list[dict]:
    """The results of many command lines, in their order."""
    words = [word for line in lines for word in ("--run", line)]
    done = subprocess.run([program(), "check", "5.4", "--format", "json", *words],
                          capture_output=True, check=False, timeout=PATIENCE,
                          stdin=subprocess.DEVNULL)
    results = json.loads(done.stdout)["results"]
    if len(results) != len(lines):
        raise RuntimeError(f"{len(results)} results for {len(lines)} lines: {done.stderr!r}")
    return results
