#!/usr/bin/env python3
"""Every scenario through the command: bytes, exit status, messages, the hand-written lines."""

import json
import os
import sys

import command
from scenario import Expectation, Scenario, every

FORMATS = ("json", "jsonl", "text")
NAMES = """CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP
LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE
SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME
SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG
WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE""".split()
BITS = {f"CAP_{name}": 1 << number for number, name in enumerate(NAMES)}


def mask(names: list[str]) -> int:
    return sum(BITS.get(name, 0) for name in names)


def observed(result: dict) -> Expectation:
    """A result of the report in the terms of a line `expect`."""
    return Expectation(result["subject"]["name"], result["verdict"],
                       [reason["code"] for reason in result["reasons"]],
                       mask(result["granted"]), mask(result["excess"]),
                       [name for name in result["excess"] if name not in BITS])


def unlike(scenario: Scenario, results: list[dict]) -> list[str]:
    """Where the results are not what was written by hand."""
    found = [observed(result) for result in results]
    if len(found) != len(scenario.expect):
        return [f"{len(found)} results, {len(scenario.expect)} lines 'expect'"]
    return [f"expected {wanted}\n    got      {got}"
            for wanted, got in zip(scenario.expect, found) if wanted != got]


def misplaced(scenario: Scenario, results: list[dict]) -> list[str]:
    """Where results are not at the place that was written by hand."""
    places = {}
    for result in results:
        place = result["subject"].get("location", {"file": None, "line": 0, "column": 0})
        places[result["subject"]["name"]] = "{file}:{line}:{column}".format(**place)
    return [f"'{name}' is at {places.get(name)}, not at {wanted}"
            for name, wanted in scenario.at.items() if places.get(name) != wanted]


def policy_trouble(scenario: Scenario, report: dict) -> list[str]:
    """Where waivers, notes and remedies are not what was written by hand."""
    results = report["results"]
    waived = [(result["subject"]["name"], result["waiver"]["reason"]) for result in results
              if result["waived"]]
    found = [] if sorted(waived) == sorted(scenario.waived) else [f"waived: {waived}"]
    policy = report["policy"] or {}
    notes = [f"{kind} {note['file']}:{note['line']}" for kind in ("stale", "expired", "unexplained")
             for note in policy.get(kind, [])]
    found += [] if notes == scenario.note else [f"notes: {notes}"]
    for form, wanted in (("smallest", scenario.remedy), ("least", scenario.least)):
        got = [(result["subject"]["name"], remedy["kind"], remedy[form])
               for result in results for remedy in result["remediation"]]
        found += [f"{form}: no {one} among {got}" for one in wanted if one not in got]
    return found


def refusal_trouble(scenario: Scenario) -> list[str]:
    """A policy that is refused: one line, no report, wrong usage."""
    done = command.run(scenario)
    got = (done.returncode, done.stdout, done.stderr.decode())
    wanted = (2, b"", f"cisdocker: {scenario.refused}\n")
    return [] if got == wanted else [f"got {got}, wanted {wanted}"]


def messages(scenario: Scenario, stderr: str) -> list[str]:
    """Each line of expected.err stands in one line on stderr, and nothing else is there."""
    wanted = (scenario.expected("err") or b"").decode().splitlines()
    got = [line for line in stderr.splitlines() if "(TODO)" not in line]
    if len(wanted) == len(got) and all(one in line for one, line in zip(wanted, got)):
        return []
    return [f"on stderr: {got}, wanted: {wanted}"]


def trouble(scenario: Scenario) -> list[str]:
    if scenario.refused:
        return refusal_trouble(scenario)
    done = command.run(scenario)
    found = messages(scenario, done.stderr.decode())
    if done.returncode != scenario.exit:
        found.append(f"exit status {done.returncode}, wanted {scenario.exit}")
    if done.stdout != scenario.expected("json"):
        found.append("another report than expected.json")
    for form in FORMATS[1:]:
        wanted = scenario.expected(form)
        if wanted is not None and command.run(scenario, form).stdout != wanted:
            found.append(f"other text than expected.{form}")
    if not done.stdout.startswith(b"{"):
        return [*found, f"no report: {done.stdout[:80]!r}"]
    results = json.loads(done.stdout)["results"]
    found += policy_trouble(scenario, json.loads(done.stdout))
    return found + unlike(scenario, results) + misplaced(scenario, results)


def main() -> int:
    failures = 0
    scenarios = every(sys.argv[1:] or os.environ.get("ONLY", "").split())
    for scenario in scenarios:
        for line in trouble(scenario):
            failures += 1
            print(f"FAIL {scenario.folder.name} ({scenario.why}):\n    {line}")
    print(f"{len(scenarios)} scenarios through {command.program()}, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
