"""As much of Go's text/template as the programs in renderers/programs/ use, over values that JSON has.

tests/live/test_audit_files.py holds it against real docker commands.
"""

import re
from typing import Any

ACTION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
TOKEN = re.compile(r"\s*(:=|(?:\.\w+)+|[().]|\$\w+|`[^`]*`|\w+)")
ESCAPES = {7: r"\a", 8: r"\b", 12: r"\f", 10: r"\n", 13: r"\r", 9: r"\t", 11: r"\v", 34: r"\"",
           92: r"\\"}


class Failure(Exception):
    """The template does not fit the value; the docker command prints nothing of it then."""


def quoted(text: str) -> str:
    """%+q"""
    def one(character: str) -> str:
        code = ord(character)
        if code in ESCAPES:
            return ESCAPES[code]
        if 32 <= code < 127:
            return character
        if code < 128:
            return f"\\x{code:02x}"
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return '"' + "".join(map(one, text)) + '"'


def type_name(value: Any) -> str:
    """%T of what Go's decoder of JSON makes of a value, with numbers kept as they are."""
    if isinstance(value, bool):
        return "bool"
    names = {type(None): "<nil>", str: "string", list: "[]interface {}", dict:
             "map[string]interface {}", int: "json.Number", float: "json.Number"}
    return names[type(value)]


def printed(value: Any) -> str:
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def print_format(form: str, *values: Any) -> str:
    rest = list(values)
    made = re.sub(r"%\+q|%T", lambda found: quoted(rest.pop(0)) if found[0] == "%+q"
                  else type_name(rest.pop(0)), form)
    if rest:
        raise ValueError(f"too much for {form!r}")
    return made


def index(value: Any, *keys: str) -> Any:
    for key in keys:
        if not isinstance(value, dict):
            raise Failure(f"cannot index {type_name(value)}")
        value = value.get(key)
    return value


FUNCTIONS = {"print": printed, "printf": print_format, "index": index,
             "println": lambda *values: " ".join(map(printed, values)) + "\n"}


class Template:
    def __init__(self, text: str):
        self.parts = ACTION.split(text)
        self.variables: dict[str, Any] = {}

    def run(self, dot: Any) -> str:
        made, end = self.block(0, dot)
        if end != len(self.parts):
            raise ValueError("an end too many")
        return made

    def block(self, at: int, dot: Any) -> tuple[str, int]:
        """From a part on to the end that closes it; parts are text and action by turns."""
        made = ""
        while at < len(self.parts):
            if at % 2 == 0:
                made, at = made + self.parts[at], at + 1
                continue
            word, _, rest = self.parts[at].partition(" ")
            if word == "end":
                return made, at + 1
            if word in ("with", "range"):
                more, at = self.inner(word, self.value(rest, dot), at + 1)
                made += more
            else:
                made, at = made + self.action(self.parts[at], dot), at + 1
        return made, at

    def inner(self, word: str, value: Any, at: int) -> tuple[str, int]:
        if word == "range" and not isinstance(value, (list, dict)):
            raise Failure(f"range can't iterate over {printed(value)}")
        if word == "range":
            turns = [value[key] for key in sorted(value)] if isinstance(value, dict) else value
        else:
            turns = [value] if value else []
        _, end = Skip(self.parts).block(at, None)
        return "".join(self.block(at, turn)[0] for turn in turns), end

    def action(self, text: str, dot: Any) -> str:
        name, assigns, rest = text.partition(" := ")
        if not assigns:
            return printed(self.value(text, dot))
        self.variables[name] = self.value(rest, dot)
        return ""

    def value(self, text: str, dot: Any) -> Any:
        tokens = TOKEN.findall(text)
        value = self.call(tokens, dot)
        if tokens:
            raise ValueError(f"not understood: {text!r}")
        return value

    def call(self, tokens: list[str], dot: Any) -> Any:
        """A function with its arguments, or one operand; up to the closing bracket."""
        values = []
        function = FUNCTIONS.get(tokens[0])
        if function:
            tokens.pop(0)
        while tokens and tokens[0] != ")":
            values.append(self.operand(tokens, dot))
        if function:
            return function(*values)
        (value,) = values
        return value

    def operand(self, tokens: list[str], dot: Any) -> Any:
        token = tokens.pop(0)
        if token == "(":
            value = self.call(tokens, dot)
            tokens.pop(0)
            return value
        if token.startswith("."):
            return index(dot, *filter(None, token.split(".")))
        return self.variables[token] if token.startswith("$") else token.strip("`")


class Skip(Template):
    """Finds the end of a block without doing anything."""

    def __init__(self, parts: list[str]):
        self.parts, self.variables = parts, {}

    def value(self, text: str, dot: Any) -> Any:
        return None

    def inner(self, word: str, value: Any, at: int) -> tuple[str, int]:
        return self.block(at, None)
