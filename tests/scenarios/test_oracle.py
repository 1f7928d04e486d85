#!/usr/bin/env python3
"""What the expected reports say is what the oracle says, which knows the rule's text alone."""

import json
import sys

import oracle
from scenario import Scenario, every


def known(names: list[str]) -> set[str]:
    return {name.removeprefix("CAP_") for name in names} & oracle.EVERY


def strange(names: list[str]) -> int:
    """How many names have no number; their spelling is held by the lines `expect`."""
    return sum(name.removeprefix("CAP_") not in oracle.EVERY for name in names)


def compare(result: dict, judged: oracle.Judged) -> list[str]:
    pairs = {"verdict": (result["verdict"], judged.verdict),
             "granted": (known(result["granted"]), set(judged.granted)),
             "excess": (known(result["excess"]), set(judged.excess)),
             "unknown names": (strange(result["granted"]), len(judged.unknown))}
    return [f"{result['subject']['name'][:40]!r}: {what}: report {report}, oracle {rule}"
            for what, (report, rule) in pairs.items() if report != rule]


def trouble(scenario: Scenario) -> list[str]:
    report = json.loads(scenario.expected("json") or b'{"results": [], "targets": []}')
    audits = [oracle.audit(scenario.folder / path, scenario.profile, scenario.select)
              for path in scenario.inspect]
    judged = [one for results, _ in audits for one in results]
    whole = [complete for _, complete in audits]
    found = []
    if [target["complete"] for target in report["targets"]] != whole:
        found.append(f"complete targets: {whole} by the oracle")
    if oracle.exit_status(judged, all(whole)) != scenario.exit:
        found.append("another exit status")
    if len(judged) != len(report["results"]):
        return [*found, f"{len(report['results'])} results, {len(judged)} by the oracle"]
    return found + [line for pair in zip(report["results"], judged) for line in compare(*pair)]


def main() -> int:
    failures = 0
    # Of Compose files and policies the oracle knows nothing: their lines `expect` are the second
    # opinion.
    scenarios = [scenario for scenario in every(sys.argv[1:]) if scenario.inspect and not (
        scenario.compose or scenario.policy or scenario.trust_label)]
    for scenario in scenarios:
        for line in trouble(scenario):
            failures += 1
            print(f"FAIL {scenario.folder.name}: {line}")
    print(f"{len(scenarios)} scenarios against the oracle, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
