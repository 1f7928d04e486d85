#!/usr/bin/env python3
"""The table of formats and their readers, of the rows that the tests beside this file left.

    table.py          compare it with README.md's, once all tests have run
    table.py --write  write it there
"""

import json
import sys
from pathlib import Path

from consumers import HERE, ROWS
from skip import skip

PAGE = HERE.parents[1] / "README.md"
ORDER = ["xccdf", "xccdf --per-subject", "arf", "nessus", "sarif", "junit", "ocsf", "openmetrics",
         "csv", "docker-bench", "export cisdocker-5.4-xccdf.xml", "export cisdocker-5.4-ds.xml",
         "export cisdocker-5.4-oval.xml"]
HEAD = "| format | real reader | what it read |\n| --- | --- | --- |\n"


def rows() -> list[dict]:
    read = [json.loads(path.read_text()) for path in ROWS.glob("*.json")]
    return sorted(read, key=lambda row: (ORDER.index(row["format"]), row["reader"]))


def table() -> str:
    return HEAD + "".join(f"| `{row['format']}` | {row['reader']} | {row['read']} |\n"
                          for row in rows())


def printed(page: str) -> str:
    """The table in a page: from its head to the next empty line."""
    begin = page.index(HEAD)
    return page[begin:page.index("\n\n", begin) + 1]


def main() -> int:
    if not rows():
        skip(f"no reader has run: '{ROWS}' is empty")
    page = PAGE.read_text()
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(page.replace(printed(page), table()))
        return 0
    Path(ROWS, "table.md").write_text(table())
    said, shown = printed(page).splitlines(), table().splitlines()
    if said == shown:
        return 0
    print(f"{PAGE} says what no test has shown, or lacks what one has:")
    print("\n".join([f"- {line}" for line in said if line not in shown] +
                    [f"+ {line}" for line in shown if line not in said]))
    return 1


if __name__ == "__main__":
    sys.exit(main())
