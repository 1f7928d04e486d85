"""What the program in an .audit file said, and what the library says, in the same terms."""

import ast
import re
from typing import Any, NamedTuple

LINE = re.compile(r"(fail|unknown|notapplicable|pass) (container|service) "
                  r'(-|"(?:[^"\\]|\\.)*") (\S*): (.*)\Z')
# The library's word for what a person has to decide is one of two; and Nessus's for each exit.
WORD = {"error": "unknown"}
RESULT = {0: "PASSED", 1: "FAILED", 3: "WARNING"}


# Bytes of a name that the library keeps.
MOST = 4096


class Verdict(NamedTuple):
    kind: str
    id: str
    name: str
    verdict: str
    codes: str


def plain(text: str) -> str:
    """A quoted text of Go's as the library keeps it: cut, and without NUL."""
    kept = "" if text == "-" else ast.literal_eval(text)
    return kept.replace("\0", "\ufffd").encode()[:MOST].decode("utf-8", "ignore")


def row(line: str) -> Verdict:
    match = LINE.fullmatch(line)
    assert match, f"not a line of the program: {line!r}"
    verdict, kind, name, number, reasons = match.groups()
    codes = re.sub(r" \([^)]*\)", "", reasons).split(", ")
    return Verdict(kind, number, plain(name), verdict, decided(verdict, codes))


def said(output: str) -> list[Verdict]:
    """The lines of an output; the first two are the verdict and the counts."""
    head, counts, *lines = output.splitlines()
    rows = [row(line) for line in lines]
    words = [one.verdict for one in rows]
    worst = next((word for word in ("fail", "unknown") if word in words), "pass")
    assert head == f"verdict: {worst}", head
    assert counts == ", ".join(f"{words.count(word)} {word}" for word in (
        "fail", "unknown", "notapplicable", "pass")), counts
    # the number '-' is nobody's: it says that the list of them is not whole
    return sorted(one for one in rows if one.id != "-")


def differences(said_rows: list[Verdict], judged_rows: list[Verdict]) -> list[str]:
    """Who was found otherwise. The docker command does not tell a name of what it cannot read."""
    unnamed = {(one.kind, one.id) for one in said_rows
               if (one.name, one.verdict) == ("", "unknown")}
    judged_rows = [one._replace(name="") if (one.kind, one.id) in unnamed else one
                   for one in judged_rows]
    return ([f"library {one}" for one in judged_rows if one not in said_rows] +
            [f".audit  {one}" for one in said_rows if one not in judged_rows])


def decided(verdict: str, codes: list[str]) -> str:
    """The codes of what is decided; why something is not may be told in other words."""
    return " ".join(sorted(codes)) if verdict in ("pass", "fail") else ""


def judged(results: list[dict[str, Any]]) -> list[Verdict]:
    """The results of a JSON report."""
    found = []
    for result in results:
        subject = result["subject"]
        verdict = WORD.get(result["verdict"], result["verdict"])
        codes = [reason["code"] for reason in result["reasons"]]
        found.append(Verdict(subject["kind"], (subject["id"] or "")[:12], subject["name"] or "",
                             verdict, decided(verdict, codes)))
    return sorted(found)
