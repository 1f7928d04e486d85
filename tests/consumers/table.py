#!/usr/bin/env python3
"""The table of formats and their readers, of the rows that the tests beside this file left.

    table.py          compare it with doc/sections/formats.md, once all tests have run
    table.py --write  write that file
"""

import json
import sys
from pathlib import Path

from consumers import HERE, ROWS
from skip import skip

PAGE = HERE.parents[1] / "doc/sections/formats.md"
ORDER = ["xccdf", "xccdf --per-subject", "arf", "nessus", "sarif", "junit", "ocsf", "openmetrics",
         "csv", "docker-bench", "export cisdocker-5.4-xccdf.xml", "export cisdocker-5.4-ds.xml",
         "export cisdocker-5.4-oval.xml"]
HEAD = """\
Each row was made by a test in `tests/consumers/`: the program was given a report of this format,
and what it read was compared with the JSON report of the same audit; or it was given the content
that `cisdocker export` writes, and what it found was compared with what the library says.

| format | real reader | what it read |
| --- | --- | --- |
"""


def rows() -> list[dict]:
    read = [json.loads(path.read_text()) for path in ROWS.glob("*.json")]
    return sorted(read, key=lambda row: (ORDER.index(row["format"]), row["reader"]))


def table() -> str:
    return HEAD + "".join(f"| `{row['format']}` | {row['reader']} | {row['read']} |\n"
                          for row in rows())


def main() -> int:
    if not rows():
        skip(f"no reader has run: '{ROWS}' is empty")
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(table())
        return 0
    Path(ROWS, "table.md").write_text(table())
    if PAGE.read_text() == table():
        return 0
    missing = sorted(set(PAGE.read_text().splitlines()) - set(table().splitlines()))
    added = sorted(set(table().splitlines()) - set(PAGE.read_text().splitlines()))
    print(f"{PAGE} says what no test has shown, or lacks what one has:")
    print("\n".join([f"- {line}" for line in missing] + [f"+ {line}" for line in added]))
    return 1


if __name__ == "__main__":
    sys.exit(main())
