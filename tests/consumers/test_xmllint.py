#!/usr/bin/env python3
"""The schemas of XCCDF and ARF, through another validator than OpenSCAP's own."""

import unittest

import consumers

SCHEMA = {"xccdf": "xccdf/1.2/xccdf_1.2.xsd", "arf": "arf/1.1/asset-reporting-format_1.1.0.xsd"}


class Schemas(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.written = consumers.Written()
        cls.addClassCleanup(cls.written.kept.cleanup)

    def lint(self, name: str, path):
        return consumers.run("xmllint", "--noout", "--nonet", "--schema",
                             consumers.SCHEMAS / SCHEMA[name], path)

    def test_valid(self) -> None:
        for case in consumers.CASES:
            for name in SCHEMA:
                with self.subTest(case=case, format=name):
                    done = self.lint(name, self.written.report(case, name))
                    self.assertEqual(done.returncode, 0, done.stderr)
        for name in SCHEMA:
            consumers.note(name, "xmllint with the schema", "valid")

    def test_damage_is_seen(self) -> None:
        path = self.written.report("rich", "xccdf")
        path.write_text(path.read_text().replace("<result>fail", "<result>failed"))
        self.assertNotEqual(self.lint("xccdf", path).returncode, 0)

    def test_well_formed(self) -> None:
        for case in ("rich", "empty", "hostile"):
            for name in ("junit", "nessus"):
                done = consumers.run("xmllint", "--noout", "--nonet",
                                     self.written.report(case, name))
                self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    consumers.need_program("xmllint")
    if not consumers.SCHEMAS.is_dir():
        consumers.missing("openscap-scanner, which has the schemas,")
    unittest.main()
