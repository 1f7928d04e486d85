#!/usr/bin/env python3
"""The plug-in in every language prints what the one in C prints.

    CISDOCKER_BUILD=/folder/where/the/library/was/built test_plugin.py [LANGUAGE]...

Each is built in a temporary folder with its language's own tools and run against the tests' fake
engine. A language whose tools are not here, or cannot fetch what they need, is told and skipped.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple, Optional

from languages import LANGUAGES, Language

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/hostile"))

from fake_engine import EVERY_KIND, FakeEngine  # noqa: E402
from server import Server  # noqa: E402

BUILD = Path(os.environ.get("CISDOCKER_BUILD") or os.getcwd()).resolve()
MOST_LINES = 40
NOT_FETCHED = re.compile(r"(?i)could not (transfer|resolve)|network|connection (refused|error)|"
                         r"timed? ?out|no matching distribution|ENOTFOUND|dial tcp|spurious|"
                         r"requires (go|rustc)")
POLICY = """
required:
  - name: "*-admin"
    capabilities: [SYS_ADMIN]
    reason: mounts its volumes
waivers:
  - name: "*-privileged"
    reason: to go in spring
"""


class Outcome(NamedTuple):
    status: int
    stdout: str
    stderr: str


class Skipped(Exception):
    """The language cannot be tried here."""


def environment(folder: Path) -> dict[str, str]:
    def before(value: str, name: str) -> str:
        return ":".join(filter(None, [value, os.environ.get(name)]))

    return {**os.environ, "ROOT": str(ROOT), "FOLDER": str(folder), "PYTHON": sys.executable,
            "PKG_CONFIG_PATH": before(str(BUILD), "PKG_CONFIG_PATH"),
            "LD_LIBRARY_PATH": before(str(BUILD / ".libs"), "LD_LIBRARY_PATH")}


def build(language: Language, folder: Path) -> None:
    missing = [tool for tool in language.tools if shutil.which(tool) is None]
    if missing:
        raise Skipped(f"no {missing[0]} here")
    if not (ROOT / "examples/plugin" / language.source).exists():
        raise Skipped(f"there is no {language.source}")
    done = subprocess.run(["bash", "-euc", language.build], env=environment(folder), cwd=folder,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode == 0:
        return
    if done.returncode == 77 or NOT_FETCHED.search(done.stdout):
        raise Skipped(done.stdout.strip().splitlines()[-1])
    raise AssertionError(f"cannot be built:\n{done.stdout}")


def run(language: Language, folder: Path, words: list[str]) -> Outcome:
    done = subprocess.run(["bash", "-euc", f'exec {language.run} "$@"', "plugin", *words],
                          env=environment(folder), stdin=subprocess.DEVNULL, timeout=120,
                          capture_output=True, text=True, check=False)
    return Outcome(done.returncode, done.stdout, done.stderr)


def cases(folder: Path, failing: Server, passing: Server) -> dict[str, list[str]]:
    good, bad = folder / "policy.yaml", folder / "bad.yaml"
    good.write_text(POLICY)
    bad.write_text("required: [no]\n")
    url = f"unix://{failing.path}"
    return {"failing": [url], "policy": [url, str(good)], "passing": [f"unix://{passing.path}"],
            "unreachable": [f"unix://{folder}/nobody.sock"], "bad policy": [url, str(bad)],
            "no policy": [url, str(folder / "none.yaml")]}


def all_outcomes(language: Language, words: dict[str, list[str]]) -> dict[str, Outcome]:
    with tempfile.TemporaryDirectory(prefix="cisd-plugin-", ignore_cleanup_errors=True) as name:
        build(language, Path(name))
        return {case: run(language, Path(name), those) for case, those in words.items()}


def check_reference(outcomes: dict[str, Outcome]) -> None:
    """What is compared with says something itself."""
    failing, policy = outcomes["failing"], outcomes["policy"]
    assert failing.status == 1 and failing.stderr == "", failing
    lines = failing.stdout.splitlines()
    assert lines[0] == "shop-00003-default: net-raw-default", lines[0]
    assert "  --cap-drop=NET_RAW" in lines, lines
    assert len([line for line in lines if not line.startswith("  ")]) == 6, lines
    heads = [line for line in policy.stdout.splitlines() if not line.startswith("  ")]
    assert [head.split("-", 2)[2] for head in heads] == ["default: net-raw-default"] * 2, heads
    assert outcomes["passing"] == Outcome(0, "", ""), outcomes["passing"]
    for case in ("unreachable", "bad policy", "no policy"):
        status, stdout, stderr = outcomes[case]
        assert (status, stdout) == (2, ""), outcomes[case]
        assert re.fullmatch(r"plugin: .+\n", stderr), stderr


def lines_of_code(source: str) -> int:
    """Neither blank nor a comment alone."""
    text = (ROOT / "examples/plugin" / source).read_text(encoding="utf-8")
    return len([line for line in text.splitlines()
                if not re.match(r"\s*($|//|#(?!include)|/?\*)", line)])


def check(language: Language, reference: dict[str, Outcome], words: dict[str, list[str]]) -> None:
    outcomes = all_outcomes(language, words)
    for case, outcome in outcomes.items():
        assert outcome == reference[case], f"{case}:\n  got  {outcome}\n  in C {reference[case]}"
    count = lines_of_code(language.source)
    assert count < MOST_LINES, f"{count} lines"


def say(language: Language, trouble: Optional[str]) -> None:
    print(f"{language.source}: {trouble or 'as in C'}", flush=True)


def compare(languages: list[Language], words: dict[str, list[str]]) -> int:
    reference = all_outcomes(LANGUAGES[0], words)
    check_reference(reference)
    failures = 0
    for language in languages:
        try:
            check(language, reference, words)
            say(language, None)
        except Skipped as reason:
            say(language, f"skipped: {reason}")
        except AssertionError as trouble:
            failures += 1
            say(language, f"FAILED: {trouble}")
    return failures


def main(names: list[str]) -> int:
    chosen = [one for one in LANGUAGES if not names or one.name in names]
    with tempfile.TemporaryDirectory(prefix="cisd-plugin-") as name:
        folder = Path(name)
        with Server(f"{name}/fails.sock", FakeEngine(12, EVERY_KIND)) as failing, \
                Server(f"{name}/passes.sock", FakeEngine(6)) as passing:
            return 1 if compare(chosen, cases(folder, failing, passing)) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
