#!/usr/bin/python3
"""The HTML report in a real browser: it filters, copies, complains of nothing, and stays quick.

    test_browser.py [--screenshot FILE]     also writes the picture that the README shows
"""

import argparse
import collections
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import audit
import browser
import skip
from signals import turn_signals_into_exit
from tally import Tally

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples/host/inspect.json"
MANY = 2000
# of processor time
LOAD_SECONDS, FILTER_SECONDS = 10, 2
WIDTH, HEIGHT = 1280, 2040
PATIENCE = 20
ROWS = "document.querySelectorAll('#matrix tbody tr')"
VISIBLE = f"Array.from({ROWS}).filter((row) => row.getClientRects().length > 0)"
VERDICTS = f"{VISIBLE}.map((row) => row.dataset.verdict)"


def render(saved: Path, form: str) -> str:
    # relative, since the picture shows it
    done = audit.run("check", "5.4", "--inspect", os.path.relpath(saved), "--format", form)
    if done.returncode not in (0, 1):
        sys.exit(f"no report: {done.stderr.strip()}")
    return done.stdout


def counts(verdicts: list[str]) -> dict[str, int]:
    return dict(collections.Counter(verdicts))


def wanted(saved: Path) -> dict[str, int]:
    report = json.loads(render(saved, "json"))
    return counts(["waived" if one.get("waived") else one["verdict"] for one in report["results"]])


def check_box(chrome: browser.Browser, tally: Tally, every: dict[str, int], verdict: str) -> None:
    """Clicking a box hides the rows of that verdict, and clicking again brings them back."""
    box = f"input[value={verdict}]"
    rest = {key: count for key, count in every.items() if key != verdict}
    for now, what in ((rest, "without"), (every, "again with")):
        chrome.click(box)
        tally.equal(counts(chrome.value(VERDICTS)), now, f"rows {what} {verdict}")
        tally.equal(chrome.value("document.getElementById('shown').value"),
                    str(sum(now.values())), f"rows said to be shown {what} {verdict}")


def check_capability(chrome: browser.Browser, tally: Tally) -> None:
    """One capability, and then only those who have it in excess."""
    having = "document.querySelectorAll('#matrix tr[data-caps*=CHOWN]').length"
    chrome.value("{ const list = document.querySelector('select[name=cap]'); list.value = 'CHOWN'; "
                 "list.dispatchEvent(new Event('input', {bubbles: true})); }")
    tally.equal(len(chrome.value(VERDICTS)), chrome.value(having), "rows that have CHOWN")
    chrome.click("input[name=excess]")
    tally.equal(chrome.value(VERDICTS), [], "rows that have CHOWN in excess")


def check_link(chrome: browser.Browser, tally: Tally) -> None:
    """A row leads to its finding, which opens."""
    name = chrome.value(f"{ROWS}[1].querySelector('a').textContent")
    chrome.click("#matrix tbody tr:nth-child(2) a")
    opened = "Array.from(document.querySelectorAll('details[open] summary'), (one) => one.textContent)"
    until = time.monotonic() + PATIENCE
    while not (said := chrome.value(opened)) and time.monotonic() < until:
        time.sleep(0.05)  # a browser follows a link in its own time
    tally.expect(len(said) == 1 and name in said[0], f"'{name}' opens {said}")


def check_narrow(chrome: browser.Browser, tally: Tally) -> None:
    """Nothing but the matrix, within its own frame, is wider than a telephone."""
    chrome.window(360, 700)
    tally.expect(chrome.value("document.documentElement.scrollWidth") <= 360, "wider than 360")
    chrome.window(WIDTH, HEIGHT)


def check_words(chrome: browser.Browser, tally: Tally) -> None:
    chrome.click("input[name=words]")
    name = chrome.value(f"{ROWS}[0].querySelector('th').textContent")
    chrome.ask("Input.insertText", text=name.upper())
    left = chrome.value(f"{VISIBLE}.map((row) => row.querySelector('th').textContent)")
    tally.expect(name in left, f"'{name}' is not found by its name: {left}")
    tally.expect(all(name in one for one in left), f"'{name}' finds others: {left}")


def check_copy(chrome: browser.Browser, tally: Tally) -> None:
    """The remedy goes to the clipboard when its button is clicked."""
    chrome.ask("Browser.grantPermissions", permissions=["clipboardReadWrite",
                                                        "clipboardSanitizedWrite"])
    chrome.value("document.querySelector('button.copy').closest('details').open = true")
    said = chrome.value("document.querySelector('button.copy').parentElement"
                        ".querySelector('code').textContent")
    chrome.click("button.copy")
    done = chrome.ask("Runtime.evaluate", expression="navigator.clipboard.readText()",
                      awaitPromise=True, returnByValue=True)
    tally.equal(done["result"].get("value"), said, "copied")


def luminance(chrome: browser.Browser, what: str) -> int:
    color = chrome.value(f"getComputedStyle(document.body).{what}")
    return sum(int(part) for part in color.strip("rgb()").split(","))


def check_looks(chrome: browser.Browser, tally: Tally) -> None:
    """Dark on light or light on dark as asked, and paper without what only a screen can use."""
    for scheme in ("light", "dark"):
        chrome.scheme(scheme)
        page, text = luminance(chrome, "backgroundColor"), luminance(chrome, "color")
        dark = page < text
        tally.equal(dark, scheme == "dark", f"{scheme}: page {page}, text {text}")
        tally.expect(abs(page - text) > 450, f"{scheme}: too little contrast")
    chrome.medium("print")
    tally.equal(chrome.value("document.getElementById('filter').getClientRects().length"), 0,
                "filter on paper")
    chrome.medium("")


def is_picture(data: bytes) -> bool:
    return data.startswith(b"\x89PNG\r\n") and len(data) > 10000


def check_quiet(chrome: browser.Browser, tally: Tally, page: Path) -> None:
    tally.equal(chrome.complaints, [], "complaints of the browser")
    tally.equal(set(chrome.requests), {page.resolve().as_uri()}, "addresses asked for")


def check_example(folder: Path, tally: Tally, picture: Path) -> None:
    page = folder / "report.html"
    page.write_text(render(EXAMPLE, "html"))
    every = wanted(EXAMPLE)
    tally.expect(every.get("pass") and every.get("fail"), f"the example host has {every}")
    with browser.Browser() as chrome:
        chrome.window(WIDTH, HEIGHT)
        chrome.scheme("light")
        chrome.open(page)
        tally.equal(counts(chrome.value(VERDICTS)), every, "rows at first")
        picture.write_bytes(chrome.screenshot())
        tally.expect(is_picture(picture.read_bytes()), "no screenshot")
        check_box(chrome, tally, every, "pass")
        check_box(chrome, tally, every, "fail")
        check_words(chrome, tally)
        chrome.open(page)
        check_capability(chrome, tally)
        chrome.open(page)
        check_narrow(chrome, tally)
        check_link(chrome, tally)
        check_copy(chrome, tally)
        check_looks(chrome, tally)
        check_quiet(chrome, tally, page)


def check_guard(folder: Path, tally: Tally) -> None:
    """The policy is in force: what is slipped into the page does not run, and that is noticed."""
    page = folder / "slipped.html"
    text = render(EXAMPLE, "html")
    page.write_text(text.replace("<h1>", "<script>document.title = 'taken'</script><h1>", 1))
    with browser.Browser() as chrome:
        chrome.open(page)
        tally.expect(chrome.value("document.title") != "taken", "a foreign script ran")
        tally.expect(chrome.complaints, "a foreign script was not complained of")


def check_many(folder: Path, tally: Tally) -> str:
    saved, page = folder / "many.json", folder / "many.html"
    example = json.loads(EXAMPLE.read_text())
    saved.write_text(json.dumps([
        {**example[number % len(example)], "Id": f"{number:064x}", "Name": f"/many-{number}"}
        for number in range(MANY)]))
    page.write_text(render(saved, "html"))
    every = wanted(saved)
    with browser.Browser() as chrome:
        chrome.window(WIDTH, HEIGHT)
        chrome.open(page)
        tally.equal(counts(chrome.value(VERDICTS)), every, f"rows of {MANY} at first")
        loading = chrome.worked()
        chrome.click("input[value=pass]")
        without = {key: count for key, count in every.items() if key != "pass"}
        tally.equal(counts(chrome.value(VERDICTS)), without, f"rows of {MANY} without pass")
        filtering = chrome.worked() - loading
        tally.expect(0 < loading < LOAD_SECONDS, f"loading {MANY} takes {loading:.1f} s")
        tally.expect(0 < filtering < FILTER_SECONDS, f"filtering {MANY} takes {filtering:.1f} s")
        check_quiet(chrome, tally, page)
    size = page.stat().st_size / 1e6
    return (f"{MANY} containers: {size:.1f} MB, loaded in {loading:.1f} s, "
            f"filtered in {filtering:.1f} s of processor time")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--screenshot", type=Path)
    given = parser.parse_args()
    if not os.access(browser.PROGRAM, os.X_OK):
        skip.skip(f"no {browser.PROGRAM}: install the package chromium")
    turn_signals_into_exit()
    tally = Tally("test_browser")
    with tempfile.TemporaryDirectory(prefix="cisdocker-report-") as name:
        folder = Path(name)
        check_example(folder, tally, given.screenshot or folder / "report.png")
        check_guard(folder, tally)
        note = check_many(folder, tally)
    return tally.status(note)


if __name__ == "__main__":
    sys.exit(main())
