"""Running the command under test: CISDOCKER names it, by default the build's own."""

import os
import subprocess
import sys
from pathlib import Path

BUILT = Path(__file__).resolve().parents[2] / "cli/cisdocker"
PATIENCE = 60

# What would change what the command does.
OURS = ("DOCKER_", "NO_COLOR", "TERM", "COLUMNS", "SOURCE_DATE_EPOCH", "HOME")


def program() -> str:
    path = os.path.abspath(os.environ.get("CISDOCKER") or BUILT)
    if not os.access(path, os.X_OK):
        sys.exit(f"cannot run '{path}': set CISDOCKER to the command under test")
    return path


def environment(**more: str) -> dict[str, str]:
    """The caller's, without what the command listens to; `more` on top."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
    return {**kept, "HOME": "/nonexistent", **more}


def run(*words: str | Path, stdin: str | bytes | None = None, more: dict[str, str] | None = None,
        **options) -> subprocess.CompletedProcess[str]:
    """Run the command to its end; its output as text."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    if given is None:
        options.setdefault("stdin", subprocess.DEVNULL)
    else:
        options["input"] = given
    options.setdefault("stdout", subprocess.PIPE)
    done = subprocess.run([program(), *map(str, words)], stderr=subprocess.PIPE, check=False,
                          timeout=PATIENCE, env=environment(**(more or {})), **options)
    done.stdout = (done.stdout or b"").decode()
    done.stderr = done.stderr.decode()
    return done
