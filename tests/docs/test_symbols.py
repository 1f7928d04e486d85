#!/usr/bin/env python3
"""Header, manual page and symbol map name the same functions; each is explained in the header."""

import re
import unittest

import public_header
from public_header import ROOT

MANUAL = ROOT / "man/libcisdocker.3"
MAP = ROOT / "libcisdocker/libcisdocker.map"


def manual_prototypes() -> set[str]:
    """Every prototype in the manual page's displays."""
    text = MANUAL.read_text()
    functions = text[text.index(".Sh FUNCTIONS"):text.index(".Sh EXAMPLES")]
    displays = re.findall(r"^\.Bd -literal.*?\n(.*?)^\.Ed", functions, re.MULTILINE | re.DOTALL)
    return {public_header.one_line(found)
            for display in displays for found in re.findall(r"[^;]+(?=;)", display)}


def mapped_symbols() -> list[str]:
    """The names the version script exports, in its order."""
    text = re.sub(r"/\*.*?\*/|#[^\n]*", "", MAP.read_text(), flags=re.DOTALL)
    exported = "".join(re.findall(r"global:(.*?)(?:local:|\})", text, re.DOTALL))
    return re.findall(r"([^\s;]+)\s*;", exported)


class Symbols(unittest.TestCase):
    """One list of functions, told four times."""

    maxDiff = None

    def test_header_is_read(self) -> None:
        """Guards the tests below against a header they no longer understand."""
        declared = public_header.HEADER.read_text().count("\nCISD_API ")
        self.assertEqual(len(public_header.functions()), declared)
        self.assertGreater(declared, 50)

    def test_functions_are_explained(self) -> None:
        bare = [f"{public_header.HEADER.name}:{function.line}: {function.name} has no comment"
                for function in public_header.functions() if not function.explained]
        self.assertEqual(bare, [])

    def test_manual_has_every_prototype(self) -> None:
        declared = {function.prototype for function in public_header.functions()}
        shown = manual_prototypes()
        self.assertEqual(sorted(declared - shown), [], "in the header, not in the manual page")
        self.assertEqual(sorted(shown - declared), [], "in the manual page, not in the header")

    def test_manual_has_every_code(self) -> None:
        text = MANUAL.read_text()
        self.assertEqual([code for code in public_header.codes()
                          if not re.search(rf"\b{code}\b", text)], [])

    def test_map_has_every_function(self) -> None:
        declared = {function.name for function in public_header.functions()}
        mapped = mapped_symbols()
        self.assertEqual(len(mapped), len(set(mapped)), "a name stands twice in the map")
        self.assertEqual(sorted(declared - set(mapped)), [], "in the header, not in the map")
        self.assertEqual(sorted(set(mapped) - declared), [], "in the map, not in the header")

    def test_map_has_no_patterns(self) -> None:
        self.assertEqual([name for name in mapped_symbols() if not name.isidentifier()], [])


if __name__ == "__main__":
    unittest.main()
