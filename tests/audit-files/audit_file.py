"""Reads .audit files strictly, and runs them as Nessus's Unix compliance plugin would.

Accepted is what every description of the format agrees on and no more: what a reader might
understand otherwise is an error here.
"""

import re
import subprocess
from dataclasses import dataclass, field

KEYWORDS = {
    "custom_item": {"system", "type", "description", "info", "solution", "reference", "see_also",
                    "cmd", "expect", "timeout", "dont_echo_cmd", "severity"},
    "report": {"description", "info", "solution", "reference", "see_also"},
}
BARE = {"type": {"CMD_EXEC"}, "dont_echo_cmd": {"YES"}, "severity": {"MEDIUM"}}
TYPES = {"condition": {"AND"}, "report": {"PASSED", "WARNING", "FAILED"}, "check_type": {"Unix"}}
INSIDE = {"check_type": {"if", "custom_item", "report"}, "if": {"condition", "then", "else"},
          "condition": {"custom_item"}, "then": {"if", "custom_item", "report"},
          "else": {"if", "custom_item", "report"}, "custom_item": set(), "report": set()}
TAG = re.compile(r'[ ]*<(/?)(\w+)(?:[ ]type:"(\w+)"|:"(\w+)")?>\n')
KEYWORD = re.compile(r"[ ]*(\w+) : ")
STRING = re.compile(r'"((?:[^"\\]|\\["\\])*)"\n')
WORD = re.compile(r"([A-Z_]+)\n")
REFERENCE = re.compile(r"[^|,]+\|[^|,]+(,[^|,]+\|[^|,]+)*\Z")


class Malformed(Exception):
    """What is wrong, and on which line."""


@dataclass
class Node:
    """A tag with what is in it."""
    tag: str
    type: str | None
    children: list["Node"] = field(default_factory=list)
    keywords: dict[str, str] = field(default_factory=dict)

    def only(self, tag: str) -> "Node | None":
        found = [child for child in self.children if child.tag == tag]
        return found[0] if found else None


class Reader:
    """Goes through the text line by line."""

    def __init__(self, text: str):
        self.text, self.at = text, 0

    def fail(self, why: str) -> None:
        raise Malformed(f"line {self.text.count(chr(10), 0, self.at) + 1}: {why}")

    def take(self, pattern: re.Pattern) -> re.Match | None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def skip(self) -> None:
        """Empty lines and comments."""
        while self.take(re.compile(r"\n|#[^\n]*\n")):
            pass

    def tag(self) -> Node | str | None:
        """An opened node, the name of a closed one, or nothing."""
        found = self.take(TAG)
        if not found:
            return None
        closes, tag, kind, wrapper = found.groups()
        if tag not in INSIDE or (wrapper is not None) != (tag == "check_type" and not closes):
            self.fail(f"unknown tag '{found.group().strip()}'")
        kind = kind or wrapper
        if closes:
            return tag if kind is None else self.fail("a closing tag with a type")
        if (kind is None) != (tag not in TYPES) or kind not in {None, *TYPES.get(tag, ())}:
            self.fail(f"'{tag}' of the type {kind}")
        return Node(tag, kind)

    def keyword(self, node: Node) -> None:
        found = self.take(KEYWORD)
        if not found or found[1] not in KEYWORDS.get(node.tag, ()):
            self.fail(f"neither a tag nor a keyword of '{node.tag}'")
        key = found[1]
        if key in node.keywords:
            self.fail(f"'{key}' stands twice")
        value = self.take(WORD if key in BARE else STRING)
        if not value or (key in BARE and value[1] not in BARE[key]):
            self.fail(f"the value of '{key}'")
        node.keywords[key] = re.sub(r'\\(["\\])', r"\1", value[1])

    def fill(self, node: Node) -> Node:
        """Reads up to the closing tag."""
        while True:
            self.skip()
            tag = self.tag()
            if tag == node.tag:
                return node
            if isinstance(tag, str):
                self.fail(f"'{tag}' closes '{node.tag}'")
            if tag is None:
                self.keyword(node)
            elif tag.tag not in INSIDE[node.tag]:
                self.fail(f"'{tag.tag}' in '{node.tag}'")
            else:
                node.children.append(self.fill(tag))


def nodes(node: Node):
    yield node
    for child in node.children:
        yield from nodes(child)


def complain(root: Node):
    """What the grammar alone does not say."""
    described = [node.keywords.get("description") for node in nodes(root) if node.tag in KEYWORDS]
    if len(described) != len(set(described)) or None in described:
        yield "descriptions have to be there and to differ: they are what items are known by"
    for node in nodes(root):
        keys = node.keywords
        if node.tag == "if" and [child.tag for child in node.children] not in (
                ["condition", "then"], ["condition", "then", "else"]):
            yield f"an if with {[child.tag for child in node.children]}"
        if node.tag in ("condition", "then", "else", "check_type") and not node.children:
            yield f"an empty '{node.tag}'"
        if node.tag == "custom_item" and not {"type", "cmd", "expect", "timeout"} <= set(keys):
            yield f"keywords {sorted(keys)}"
        if not keys.get("timeout", "1").isdecimal():
            yield f"timeout {keys['timeout']}"
        if "reference" in keys and not REFERENCE.match(keys["reference"]):
            yield f"reference {keys['reference']}"
        re.compile(keys.get("expect", ""))


def read(text: str) -> Node:
    """The file's check_type, or Malformed."""
    reader = Reader(text)
    reader.skip()
    root = reader.tag()
    if not isinstance(root, Node) or root.tag != "check_type":
        reader.fail("no check_type")
    reader.fill(root)
    reader.skip()
    if reader.at != len(text):
        reader.fail("something stands behind check_type")
    for complaint in complain(root):
        raise Malformed(complaint)
    return root


@dataclass
class Outcome:
    """What Nessus would show."""
    result: str
    description: str
    output: str = ""


class Machine:
    """Runs commands with a shell in an environment. joined: line ends become blanks before."""

    def __init__(self, environment: dict[str, str], shell: tuple[str, ...] = ("/bin/sh",),
                 joined: bool = False):
        self.environment, self.shell, self.joined = environment, shell, joined

    def run(self, item: Node) -> Outcome:
        keys = item.keywords
        command = keys["cmd"].replace("\n", " ") if self.joined else keys["cmd"]
        done = subprocess.run([*self.shell, "-c", command], env=self.environment, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=int(keys["timeout"]), check=False)
        if done.stderr:
            raise AssertionError(f"{keys['description']}: on stderr: {done.stderr[:300]}")
        worse = "WARNING" if "severity" in keys else "FAILED"
        return Outcome("PASSED" if matches(keys["expect"], done.stdout) else worse,
                       keys["description"], done.stdout)

    def holds(self, condition: Node) -> bool:
        return all(self.run(item).result == "PASSED" for item in condition.children)

    def outcomes(self, node: Node) -> list[Outcome]:
        """Those of what is in a node, in their order."""
        found: list[Outcome] = []
        for child in node.children:
            if child.tag == "custom_item":
                found.append(self.run(child))
            elif child.tag == "report":
                found.append(Outcome(child.type, child.keywords["description"]))
            else:
                branch = child.only("then" if self.holds(child.only("condition")) else "else")
                found += self.outcomes(branch) if branch else []
        return found


def matches(expect: str, output: str) -> bool:
    """Whether a regular expression is found; line by line and in the whole it must be the same."""
    by_line = any(re.search(expect, line) for line in output.splitlines())
    if by_line != bool(re.search(expect, output)):
        raise AssertionError(f"'{expect}' means one thing for lines, another for all: {output!r}")
    return by_line
