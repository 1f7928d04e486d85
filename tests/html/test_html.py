#!/usr/bin/env python3
"""The HTML report is one file complete in itself, and what it is told stays text in it."""

import base64
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest
from pathlib import Path

from page import Page

ROOT = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[2]).resolve()
sys.path.insert(0, str(ROOT / "tests/cli"))

from command import run  # noqa: E402
from saved import container, failing, passing, save  # noqa: E402

EXAMPLE = ROOT / "examples/host/inspect.json"
OUTSIDE = ("http:", "https:", "//", "url(", "@import", "src=", "<link", "<iframe")
TAGS = set("html head meta title style body h1 h2 h3 p ul ol li a span br b strong code pre form fieldset legend"
           " label input select option span output div table thead tbody tr th td details summary"
           " dl dt dd button script".split())
ATTRIBUTES = set("lang charset http-equiv content name class id type value checked hidden tabindex"
                 " scope data-verdict data-words data-caps data-excess href role aria-label".split())
HOSTILE = (
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", "</style><b>", "<!-- gone",
    "\"><img src=x onerror=alert(3)>", "' onmouseover='alert(4)", "&lt;b&gt; &amp;amp; &#60;",
    "</title></code></pre></details><h1>taken over", "javascript:alert(5)", "http://example.org/",
    "right\u202eto left", "iso\u2066late\u2069", "zero\u200bwidth", "bell\u0007 escape\u001b[31m",
    "delete\u007f next\u0085", "line\u2028paragraph\u2029", "ordinary-name", "naïve-日本",
)


def report(*containers: dict) -> str:
    with tempfile.TemporaryDirectory() as folder:
        saved = save(Path(folder) / "inspect.json", *containers)
        return render(saved)


def render(saved: Path) -> str:
    done = run("check", "5.4", "--inspect", saved, "--format", "html")
    assert done.returncode in (0, 1) and done.stderr == "", done.stderr
    return done.stdout


def shown(name: str) -> str:
    """What a page may show of a name: nothing that steers, reorders or hides."""
    return "".join("\ufffd" if unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp") else one
                   for one in name)


def inline(text: str, tag: str) -> list[str]:
    return re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)


def source(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def policy(page: Page) -> dict[str, list[str]]:
    found = [one["content"] for one in page.having("meta")
             if one.get("http-equiv") == "Content-Security-Policy"]
    assert len(found) == 1, found
    return {name: values for name, *values in (part.split() for part in found[0].split(";"))}


class Policy(unittest.TestCase):
    def test_nothing_but_its_own(self) -> None:
        text = render(EXAMPLE)
        (style,), (script,) = inline(text, "style"), inline(text, "script")
        self.assertEqual(policy(Page(text)), {
            "default-src": ["'none'"], "base-uri": ["'none'"], "form-action": ["'none'"],
            "style-src": [source(style)], "script-src": [source(script)]})

    def test_comes_before_what_it_governs(self) -> None:
        names = [(tag, attributes.get("http-equiv")) for tag, attributes in
                 Page(render(EXAMPLE)).tags]
        place = names.index(("meta", "Content-Security-Policy"))
        self.assertLess(place, names.index(("style", None)))
        self.assertLess(place, names.index(("script", None)))

    def test_assets_are_made_from_their_sources(self) -> None:
        done = subprocess.run([sys.executable, ROOT / "scripts/make-html-assets", "--check"],
                              capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


class Complete(unittest.TestCase):
    def test_names_nothing_outside(self) -> None:
        text = render(EXAMPLE)
        self.assertIn("<table", text)
        for part in OUTSIDE:
            self.assertNotIn(part, text, part)

    def test_links_lead_to_findings(self) -> None:
        page = Page(render(EXAMPLE))
        links = [one["href"] for one in page.having("a")]
        self.assertEqual(links, ["#" + one["id"] for one in page.having("details")])
        self.assertTrue(all(re.fullmatch(r"#f\d+", link) for link in links) and links)

    def test_well_formed(self) -> None:
        page = Page(render(EXAMPLE))
        self.assertEqual((page.crossed, page.open), ([], []))

    def test_without_containers(self) -> None:
        page = Page(report())
        self.assertEqual((page.crossed, page.open), ([], []))
        self.assertEqual([row for row in page.having("tr") if "data-verdict" in row], [])

    def test_a_row_and_a_finding_each(self) -> None:
        page = Page(report(passing("fine", number=1), failing("less", number=2),
                           container("all", privileged=True, number=3)))
        rows = {row["data-words"].split()[0]: row["data-verdict"] for row in page.having("tr")
                if "data-verdict" in row}
        self.assertEqual(rows, {"fine": "pass", "less": "fail", "all": "fail"})
        self.assertEqual(len(page.having("details")), 3)


class Order(unittest.TestCase):
    def test_causes(self) -> None:
        """What is to be done is said once for all that have it, the worst first."""
        text = report(failing("a", number=1), failing("b", image="x", number=2),
                      container("p", privileged=True, number=3), passing("c", number=4))
        told = re.findall(r"<li><p><strong class=\"fail\">(fail, \w+)</strong> <b>(.*?)</b>", text)
        self.assertEqual(told, [("fail, high", "1 container"), ("fail, medium", "2 containers")])
        self.assertIn("run without --privileged, with --cap-drop=NET_RAW", text)

    def test_worst_first(self) -> None:
        page = Page(report(passing("c", number=1), failing("a", number=2),
                           container("t", add=["SYS_TIME"], drop=["NET_RAW"], number=3),
                           container("p", privileged=True, number=4)))
        self.assertEqual([name for name in page.within("a")], ["p", "a", "t", "c"])

    def test_policy(self) -> None:
        """Why failures are accepted, and which entries are to be looked after."""
        with tempfile.TemporaryDirectory() as folder:
            saved = save(Path(folder) / "inspect.json", failing("old", number=1))
            policy = Path(folder) / "p.yaml"
            policy.write_text("waivers:\n- {name: old, reason: <b>bought</b>, ticket: R-1}\n"
                              "- {name: gone, reason: x}\n- {name: o*, reason: x, "
                              "expires: 2020-02-29}\n")
            text = run("check", "5.4", "--inspect", saved, "--policy", policy, "-f", "html").stdout
        self.assertIn("waived: &lt;b&gt;bought&lt;/b&gt; (R-1)", text)
        self.assertRegex(text, r"p\.yaml:3</code> waiver for name gone: nothing is like this")
        self.assertRegex(text, r"p\.yaml:4</code> waiver for name o\*: its last day was 2020-02-29")
        self.assertNotIn("<h2>What to do", text)


class Hostile(unittest.TestCase):
    def setUp(self) -> None:
        made = [failing(name, image=f"{name}:1", number=number)
                for number, name in enumerate(HOSTILE, 1)]
        self.text = report(*made)
        self.page = Page(self.text)

    def test_no_tag_of_theirs(self) -> None:
        self.assertEqual((self.page.crossed, self.page.open), ([], []))
        self.assertLessEqual({tag for tag, _ in self.page.tags}, TAGS)
        for tag in ("script", "style", "h1", "title"):
            self.assertEqual(len(self.page.having(tag)), 1, tag)

    def test_no_attribute_of_theirs(self) -> None:
        used = {name for _, attributes in self.page.tags for name in attributes}
        self.assertLessEqual(used, ATTRIBUTES)

    def test_names_are_there_as_text(self) -> None:
        rows = self.page.within("a")
        images = self.page.within("dd")
        for name in HOSTILE:
            with self.subTest(name):
                self.assertIn(shown(name), rows)
                self.assertIn(shown(name) + ":1", images)

    def test_nothing_that_steers(self) -> None:
        odd = {one for one in self.text if unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp")}
        self.assertLessEqual(odd, {"\n"})

    def test_hashes_hold(self) -> None:
        (style,), (script,) = inline(self.text, "style"), inline(self.text, "script")
        allowed = policy(self.page)
        self.assertEqual(allowed["style-src"] + allowed["script-src"],
                         [source(style), source(script)])


if __name__ == "__main__":
    unittest.main()
