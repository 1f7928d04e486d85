#!/usr/bin/env python3
"""What Compose itself makes of the scenarios is what the report's evidence says.

Asks the Compose that the variable COMPOSE names, else `docker compose config`, or docker-compose
1.29, which knows less; and `docker stack config` where the docker command has it (from 25 on). A
scenario that is refused, and a service that could not be judged, are passed over; there must be
enough left.
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
    stack: bool = False

    def asks(self, scenario: Scenario) -> bool:
        """Whether there is something to compare."""
        return bool(scenario.compose and scenario.expect) and self.stack == bool(scenario.stack)

    def command(self, scenario: Scenario) -> list[str]:
        if self.stack:
            return [*self.words, "config",
                    *(word for path in scenario.compose for word in ("--compose-file", path))]
        return [*self.words, *options(scenario), "config", *(["--format", "json"] * self.json)]

    def project(self, scenario: Scenario) -> dict[str, Any] | None:
        """The services as Compose sees them; None where it refuses them."""
        try:
            done = subprocess.run(self.command(scenario), cwd=scenario.folder,
                                  capture_output=True, text=True, check=False, timeout=PATIENCE,
                                  stdin=subprocess.DEVNULL,
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


def runs(*words: str) -> bool:
    return shutil.which(words[0]) is not None and subprocess.run(
        words, capture_output=True, check=False).returncode == 0


def find_compose() -> Compose | None:
    plugin = [os.environ.get("DOCKER", "docker"), "compose"]
    if os.environ.get("COMPOSE"):
        return Compose([os.environ["COMPOSE"]], True, 80)
    if runs(*plugin, "version"):
        return Compose(plugin, True, 80)
    if runs("docker-compose", "version"):
        return Compose(["docker-compose"], False, 30)
    return None


def find_stack() -> Compose | None:
    words = [os.environ.get("DOCKER", "docker"), "stack"]
    helped = subprocess.run([*words, "config", "--help"], capture_output=True, text=True,
                            check=False) if shutil.which(words[0]) else None
    # An older one explains `docker stack` instead.
    known = helped is not None and "stack config" in helped.stdout
    return Compose(words, False, 4, stack=True) if known else None


def theirs(service: dict[str, Any], stack: bool) -> dict[str, Any]:
    hooks = [hook for key in HOOKS for hook in service.get(key) or []]
    privileged = bool(service.get("privileged")) or any(hook.get("privileged") for hook in hooks)
    add, drop = names(service, "cap_add"), names(service, "cap_drop")
    return {"privileged": privileged and not stack, "cap_add": reduced(add) if stack else add,
            "cap_drop": reduced(drop) if stack else drop}


def reduced(names_: list[str]) -> list[str]:
    """What `docker stack deploy` sends of a list with ALL in it."""
    return [name for name in names_ if name.upper() == "ALL"][:1] or names_


def names(service: dict[str, Any], key: str) -> list[str]:
    """Compose doubles a dollar in what it writes, so that it can be read again."""
    return sorted({name.replace("$$", "$") for name in service.get(key) or []})


def ours(result: dict[str, Any]) -> dict[str, Any]:
    evidence = result["evidence"]
    return {"privileged": evidence["privileged"], "cap_add": sorted(set(evidence["cap_add"])),
            "cap_drop": sorted(set(evidence["cap_drop"]))}


def judged(result: dict[str, Any]) -> bool:
    return result["verdict"] in ("pass", "fail") and not any(
        reason["code"] == "unresolved-variable" for reason in result["reasons"])


def compare(scenario: Scenario, services: dict[str, Any], stack: bool) -> tuple[int, list[str]]:
    """How many services were compared, and what differs."""
    report = json.loads(scenario.expected("json") or b"{}")
    results = {result["subject"]["name"]: result for result in report.get("results", [])}
    both = [name for name in services if name in results and judged(results[name])]
    said = {name: (theirs(services[name], stack), ours(results[name])) for name in both}
    return len(both), [f"FAIL {scenario.folder.name}: '{name}': Compose {one}, report {other}"
                       for name, (one, other) in said.items() if one != other]


def hear(compose: Compose, scenarios: list[Scenario]) -> tuple[int, int]:
    """How many services were compared, and how many differ."""
    compared, passed_over, different = 0, 0, []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        projects = list(pool.map(compose.project, scenarios))
    for scenario, services in zip(scenarios, projects):
        if services is None:
            passed_over += 1
            continue
        count, lines = compare(scenario, services, compose.stack)
        compared += count
        different += lines
    print(*different, sep="\n", end="\n" * bool(different))
    print(f"{' '.join(compose.words)}: {compared} services compared, {len(different)} different, "
          f"{passed_over} scenarios refused by it")
    return compared, len(different)


def main() -> int:
    opinions = [one for one in (find_compose(), find_stack()) if one is not None]
    if not opinions:
        print("neither 'docker compose', docker-compose nor 'docker stack config' is here")
        return SKIP
    status = 0
    for compose in opinions:
        asked = [scenario for scenario in every(sys.argv[1:]) if compose.asks(scenario)]
        compared, different = hear(compose, asked)
        if different or (compared < compose.least and not sys.argv[1:]):
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
