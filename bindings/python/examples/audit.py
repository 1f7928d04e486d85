#!/usr/bin/env python3
"""Audits the engine of this machine: audit.py [URL]."""

import sys

import cisdocker


def show(result: cisdocker.Result) -> None:
    """Print a subject, why, and what an attacker gains."""
    print(f"{result.verdict:>5}  {result.kind} {result.name}")
    for reason in result.reasons:
        print(f"       {reason.message}")
    for name in result.excess if result.verdict is cisdocker.Verdict.FAIL else ():
        capability = cisdocker.Capability.find(name)
        if capability is not None:
            print(f"       {capability.name}: {capability.attack}")


def main() -> int:
    """Audit, and return the exit status of the command."""
    with cisdocker.Audit() as audit:
        audit.add_engine(sys.argv[1] if len(sys.argv) > 1 else "unix:///var/run/docker.sock")
        for result in audit:
            show(result)
        for target in audit.report.targets:
            if target.error:
                print(target.error, file=sys.stderr)
        return audit.report.exit_status


if __name__ == "__main__":
    sys.exit(main())
