#!/usr/bin/env python3
"""plugin.py ENGINE [POLICY]: what fails rule 5.4, why, and the smallest change that passes."""

import sys
from collections.abc import Iterator

import cisdocker


def failures(audit: cisdocker.Audit) -> Iterator[cisdocker.Result]:
    """Yield what fails and is not waived, as it comes."""
    for result in audit:
        if result.verdict is cisdocker.Verdict.FAIL and not result.waived:
            yield result


def main(engine: str, *policies: str) -> int:
    """Print the failures; return the exit status."""
    status = 0
    try:
        with cisdocker.Audit(policies=map(cisdocker.Policy.load, policies)) as audit:
            audit.add_engine(engine)
            for result in failures(audit):
                print(f"{result.name}: {','.join(str(r.code) for r in result.reasons)}")
                for line in result.fix().removesuffix("\n").split("\n"):
                    print(f"  {line}")
                status = 1
            trouble = audit.report.targets[0].error
    except cisdocker.Error as error:
        trouble = error.message
    if trouble:
        print(f"plugin: {trouble}", file=sys.stderr)
        return 2
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
