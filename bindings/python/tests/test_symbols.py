"""The whole public API is there: every exported function is used, every word is known."""

from __future__ import annotations

import re
import unittest
from pathlib import Path

from places import SOURCE
from test_loading import symbols

import cisdocker
from cisdocker import words

# What Python does in its own way.
OTHERWISE = {
    "cisd_audit_run": "iteration",
    "cisd_error_code": "the code of the call that failed",
    "cisd_policy_ref": "references",
    "cisd_policy_key_name": "the fields of PolicyEntry",
    "cisd_profile_from_name": "Profile(name)",
    "cisd_severity_from_name": "Severity(name)",
    "cisd_format_from_name": "Format(name)",
}


class SymbolTest(unittest.TestCase):
    """Held against the library's map."""

    def test_every_function_is_used(self) -> None:
        """A new function of the library is not forgotten."""
        package = Path(cisdocker.__file__).parent
        text = "".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
        glue = (SOURCE / "bindings/python/native/record.c").read_text(encoding="utf-8")
        used = {*re.findall(r"\blib\.(cisd_\w+)", text), *re.findall(r"\b(cisd_\w+)\(", glue)}
        self.assertEqual(used | OTHERWISE.keys(), set(symbols()))

    def test_declared_as_exported(self) -> None:
        """The declarations are those of the map, all of them."""
        text = (SOURCE / "bindings/python/native/declarations.h").read_text(encoding="utf-8")
        self.assertEqual(set(re.findall(r"\b(cisd_\w+)\(", text)), set(symbols()))

    def test_words(self) -> None:
        """Every word of the library is a member that stands in the source of words.py."""
        source = Path(words.__file__).read_text(encoding="utf-8")
        known: list[words.Word] = [
            *words.REASONS.values(),
            *words.NOTES.values(),
            *words.FORMATS.values(),
            *words.VERDICTS.values(),
            *words.CODES.values(),
            *words.CHANGES.values(),
        ]
        for word in known:
            self.assertIn(f'{word.name} = "{word}"', source)
        self.assertEqual(len(words.CODES), len(cisdocker.ErrorCode))
        self.assertEqual(len(words.FORMATS), len(cisdocker.Format))

    def test_new_word(self) -> None:
        """A word of a newer library becomes a member."""

        class Colour(words.Word):
            RED = "red"

        names = {0: b"red", 1: b"deep-blue"}
        ffi = words.__dict__["text"].__globals__["ffi"]
        kept = {number: ffi.new("char[]", name) for number, name in names.items()}
        found = words._open(Colour, lambda number: kept.get(number, ffi.NULL))
        self.assertEqual(str(found[1]), "deep-blue")
        self.assertIs(Colour("deep-blue"), found[1])
        self.assertEqual(list(Colour), [Colour.RED, found[1]])


if __name__ == "__main__":
    unittest.main()
