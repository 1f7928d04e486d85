"""
Holds a document against a JSON Schema: the keywords that the report's schema uses, no others.

Members that the schema does not name are faults too: what the tool writes today must stand there.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

TYPES: dict[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
SILENT = {"$schema", "$id", "$defs", "title", "description", "then", "else"}


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: 1 is not true."""
    return type(one) is type(other) and one == other


class Schema:
    """A schema and the definitions in it."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root
        self.keywords: dict[str, Callable[[Any, Any, str, dict], Iterator[str]]] = {
            "$ref": self.reference, "type": self.type, "enum": self.enum, "const": self.const,
            "pattern": self.pattern, "minimum": self.minimum, "minLength": self.min_length,
            "minItems": self.min_items, "maxItems": self.max_items, "items": self.items,
            "required": self.required, "properties": self.properties, "if": self.condition,
        }

    def faults(self, value: Any, place: str = "$", schema: dict | None = None) -> Iterator[str]:
        """Each fault of a value, with its place in the document."""
        schema = self.root if schema is None else schema
        for keyword, wanted in schema.items():
            if keyword in SILENT:
                continue
            if keyword not in self.keywords:
                raise NotImplementedError(f"keyword '{keyword}' of the schema")
            yield from self.keywords[keyword](value, wanted, place, schema)

    def definition(self, reference: str) -> dict[str, Any]:
        prefix = "#/$defs/"
        if not reference.startswith(prefix):
            raise NotImplementedError(f"reference '{reference}' of the schema")
        return self.root["$defs"][reference.removeprefix(prefix)]

    def reference(self, value: Any, wanted: str, place: str, _: dict) -> Iterator[str]:
        yield from self.faults(value, place, self.definition(wanted))

    def type(self, value: Any, wanted: Any, place: str, _: dict) -> Iterator[str]:
        names = [wanted] if isinstance(wanted, str) else wanted
        if not any(TYPES[name](value) for name in names):
            yield f"{place}: {value!r} is not {' or '.join(names)}"

    def enum(self, value: Any, wanted: list, place: str, _: dict) -> Iterator[str]:
        if not any(same(value, one) for one in wanted):
            yield f"{place}: {value!r} is none of {wanted}"

    def const(self, value: Any, wanted: Any, place: str, _: dict) -> Iterator[str]:
        if not same(value, wanted):
            yield f"{place}: {value!r} is not {wanted!r}"

    def pattern(self, value: Any, wanted: str, place: str, _: dict) -> Iterator[str]:
        if isinstance(value, str) and not re.search(wanted, value):
            yield f"{place}: {value!r} does not match {wanted}"

    def minimum(self, value: Any, wanted: int, place: str, _: dict) -> Iterator[str]:
        if TYPES["integer"](value) and value < wanted:
            yield f"{place}: {value} is below {wanted}"

    def min_length(self, value: Any, wanted: int, place: str, _: dict) -> Iterator[str]:
        if isinstance(value, str) and len(value) < wanted:
            yield f"{place}: {value!r} is too short"

    def min_items(self, value: Any, wanted: int, place: str, _: dict) -> Iterator[str]:
        if isinstance(value, list) and len(value) < wanted:
            yield f"{place}: fewer than {wanted}"

    def max_items(self, value: Any, wanted: int, place: str, _: dict) -> Iterator[str]:
        if isinstance(value, list) and len(value) > wanted:
            yield f"{place}: more than {wanted}"

    def items(self, value: Any, wanted: dict, place: str, _: dict) -> Iterator[str]:
        for index, item in enumerate(value if isinstance(value, list) else []):
            yield from self.faults(item, f"{place}[{index}]", wanted)

    def required(self, value: Any, wanted: list, place: str, _: dict) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (f"{place}: '{key}' is missing" for key in wanted if key not in value)

    def properties(self, value: Any, wanted: dict, place: str, schema: dict) -> Iterator[str]:
        if not isinstance(value, dict):
            return
        for key, member in value.items():
            if key in wanted:
                yield from self.faults(member, f"{place}.{key}", wanted[key])
            elif "type" in schema:  # not a mere condition on some members
                yield f"{place}: '{key}' is not in the schema"

    def condition(self, value: Any, wanted: dict, place: str, schema: dict) -> Iterator[str]:
        holds = next(self.faults(value, place, wanted), None) is None
        yield from self.faults(value, place, schema.get("then" if holds else "else", {}))
