"""Runs the command on a scenario, in its folder."""

import os
import subprocess
import sys
from pathlib import Path

from scenario import FOLDER, Scenario

BUILT = FOLDER.parent.parent / "cli" / "cisdocker"
# No scenario takes a second; under valgrind none takes a minute.
PATIENCE = 120


def program() -> str:
    """What CISDOCKER names, which may have words before the program (valgrind)."""
    path = os.environ.get("CISDOCKER") or str(BUILT)
    if not os.access(path, os.X_OK):
        sys.exit(f"cannot run '{path}': set CISDOCKER to the program under test")
    return str(Path(path).resolve())


def run(scenario: Scenario, form: str = "json") -> subprocess.CompletedProcess:
    targets = [word for path in scenario.inspect for word in ("--inspect", path)]
    targets += compose(scenario)
    targets += [word for path in scenario.root for word in ("--root", path)]
    targets += [word for path in scenario.run
                for word in ("--run", (scenario.folder / path).read_text())]
    targets += [word for path in scenario.policy for word in ("--policy", path)]
    if scenario.trust_label:
        targets += ["--trust-label", scenario.trust_label]
    given = dict(pair.split("=", 1) for pair in scenario.env)
    chosen = [word for key, value in scenario.select for word in selection(key, value)]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DOCKER_")}
    return subprocess.run(
        [*os.environ.get("WRAPPER", "").split(), program(), "check", "5.4", *targets, *chosen,
         "--profile", scenario.profile, "--format", form],
        cwd=scenario.folder, stdin=subprocess.DEVNULL, capture_output=True, check=False,
        timeout=PATIENCE, env={**kept, **given, "SOURCE_DATE_EPOCH": str(scenario.time)})


def compose(scenario: Scenario) -> list[str]:
    """The Compose project of a scenario as the command takes it."""
    repeated = {"--compose": scenario.compose, "--env-file": scenario.env_file,
                "--compose-profile": scenario.compose_profile}
    words = [word for option, values in repeated.items() for value in values
             for word in (option, value)]
    if scenario.project_directory:
        words += ["--project-directory", scenario.project_directory]
    return [*words, "--stack"] if scenario.stack else words


def selection(key: str, value: str) -> list[str]:
    """A line `select` as the command takes it."""
    if (key, value) == ("state", "running"):
        return ["--running"]
    return [f"--{key}", value]
