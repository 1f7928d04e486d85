#!/usr/bin/env python3
"""What Compose itself makes of the scenarios is what the report's evidence says.

Asks `docker compose config`, or docker-compose 1.29, which knows less. A scenario it refuses, and a
service that could not be judged, are passed over; there must be enough left.
"""

import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
sys.path.append(str(SCENARIOS))
sys.dont_write_bytecode = True

from scenario import Scenario, every  # noqa: E402

SKIP = 77
PATIENCE = 20
HOOKS = ("post_start", "pre_stop")


@dataclass(frozen=True)
class Compose:
    words: list[str]
    json: bool
    least: int  # services to compare; fewer mean that something went wrong

    def project(self, scenario: Scenario) -> dict[str, Any] | None:
        """The services as Compose sees them; None where it refuses them."""
        try:
            done = subprocess.run(
                [*self.words, *options(scenario), "config", *(["--format", "json"] * self.json)],
                cwd=scenario.folder, capture_output=True, text=True, check=False,
                timeout=PATIENCE, stdin=subprocess.DEVNULL,
                env={**environment(), **given(scenario)})
        except subprocess.TimeoutExpired:  # a bomb that works
            return None
        if done.returncode != 0:
            return None
        return (json.loads(done.stdout) if self.json else load_yaml(done.stdout))["services"]


def load_yaml(text: str) -> Any:
    """docker-compose 1.29 says it in YAML; Debian's Python has the PyYAML that it needs itself."""
    done = subprocess.run(["/usr/bin/python3", "-c", "import json, sys, yaml\n"
                           "json.dump(yaml.safe_load(sys.stdin), sys.stdout)"],
                          input=text, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "COMPOSE_PROJECT_NAME": "opinion"}


def given(scenario: Scenario) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in scenario.env)


def options(scenario: Scenario) -> list[str]:
    words = [word for path in scenario.compose for word in ("-f", path)]
    words += [word for path in scenario.env_file for word in ("--env-file", path)]
    words += [word for name in scenario.compose_profile or ["*"] for word in ("--profile", name)]
    if scenario.project_directory:
        words += ["--project-directory", scenario.project_directory]
    return words


def find() -> Compose | None:
    docker = os.environ.get("DOCKER", "docker")
    plugin = [docker, "compose"]
    if shutil.which(docker) and subprocess.run([*plugin, "version"], capture_output=True,
                                               check=False).returncode == 0:
        return Compose(plugin, True, 80)
    if shutil.which("docker-compose"):
        return Compose(["docker-compose"], False, 30)
    return None


def askable(scenario: Scenario) -> bool:
    """Whether there is something to compare: `docker stack` differs on what is privileged."""
    return bool(scenario.compose and scenario.expect) and not scenario.stack


def theirs(service: dict[str, Any]) -> dict[str, Any]:
    hooks = [hook for key in HOOKS for hook in service.get(key) or []]
    privileged = bool(service.get("privileged")) or any(hook.get("privileged") for hook in hooks)
    return {"privileged": privileged, "cap_add": sorted(set(service.get("cap_add") or [])),
            "cap_drop": sorted(set(service.get("cap_drop") or []))}


def ours(result: dict[str, Any]) -> dict[str, Any]:
    evidence = result["evidence"]
    return {"privileged": evidence["privileged"], "cap_add": sorted(set(evidence["cap_add"])),
            "cap_drop": sorted(set(evidence["cap_drop"]))}


def judged(result: dict[str, Any]) -> bool:
    return result["verdict"] in ("pass", "fail") and not any(
        reason["code"] == "unresolved-variable" for reason in result["reasons"])


def compare(scenario: Scenario, services: dict[str, Any]) -> tuple[int, list[str]]:
    """How many services were compared, and what differs."""
    report = json.loads(scenario.expected("json") or b"{}")
    results = {result["subject"]["name"]: result for result in report.get("results", [])}
    both = [name for name in services if name in results and judged(results[name])]
    return len(both), [f"FAIL {scenario.folder.name}: '{name}': Compose {theirs(services[name])}, "
                       f"report {ours(results[name])}"
                       for name in both if theirs(services[name]) != ours(results[name])]


def main() -> int:
    compose = find()
    if compose is None:
        print("neither 'docker compose' nor docker-compose is here: no second opinion")
        return SKIP
    compared, passed_over, different = 0, 0, []
    scenarios = [scenario for scenario in every(sys.argv[1:]) if askable(scenario)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        projects = list(pool.map(compose.project, scenarios))
    for scenario, services in zip(scenarios, projects):
        if services is None:
            passed_over += 1
            continue
        count, lines = compare(scenario, services)
        compared += count
        different += lines
    print(*different, sep="\n", end="\n" * bool(different))
    print(f"{' '.join(compose.words)}: {compared} services compared, {len(different)} different, "
          f"{passed_over} scenarios refused by it")
    return 1 if different or (compared < compose.least and not sys.argv[1:]) else 0


if __name__ == "__main__":
    sys.exit(main())
