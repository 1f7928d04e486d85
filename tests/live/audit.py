"""Running the program under test: CISDOCKER names it, by default the build's own."""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BUILT = os.path.join(HERE, "..", "..", "cli", "cisdocker")
PATIENCE = 120


def program() -> str:
    path = os.path.abspath(os.environ.get("CISDOCKER") or BUILT)
    if not os.access(path, os.X_OK):
        sys.exit(f"cannot run '{path}': set CISDOCKER to the program under test")
    return path


def run(*arguments: str, before: tuple[str, ...] = (), timeout: float = PATIENCE,
        **environment: str) -> subprocess.CompletedProcess:
    """Run cisdocker with nothing of the caller's Docker settings in its environment."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DOCKER_")}
    return subprocess.run([*before, program(), *arguments], capture_output=True, text=True,
                          check=False, timeout=timeout, env={**kept, **environment})


def check(url: str, *options: str) -> tuple[dict, subprocess.CompletedProcess]:
    """Audit an engine; the JSON report and the finished process."""
    done = run("check", "5.4", "--host", url, "--format", "json", *options)
    if not done.stdout.startswith("{"):
        sys.exit(f"no JSON report, exit status {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout), done


def by_name(report: dict) -> dict[str, dict]:
    """The results by container name."""
    return {result["subject"]["name"]: result for result in report["results"]}


def codes(result: dict) -> set[str]:
    return {reason["code"] for reason in result["reasons"]}
