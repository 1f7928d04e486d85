"""What is wrong with a run: each function gives sentences, none where all is well."""

import json
import re
from typing import Any, Iterator, Optional

from fake_engine import Container
from outcome import Behaviour
from run_command import SCALE, Run
from server import Server

# Everything that can move a cursor, recolour, reorder or hide text, but for the line's end.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
                    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
SECRETS = (b"never-print-this", b"DATABASE_PASSWORD")
MOST_CONNECTIONS = 8
# Kept connections that have died: libcurl tries five times for itself, the library once more.
MOST_REQUESTS = 7

Complaints = Iterator[str]


def unsafe_text(name: str, data: bytes) -> Complaints:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield f"{name} is not UTF-8: {error}"
        return
    found = UNSAFE.search(text)
    if found:
        around = text[max(0, found.start() - 20):found.end() + 20]
        yield f"{name} holds U+{ord(found.group()):04X} raw: {around!r}"


def about_memory(run: Run, most_mib: int) -> Complaints:
    if SCALE == 1 and run.peak_mib > most_mib:
        yield f"held {run.peak_mib:.1f} MiB, not at most {most_mib}"


def about_limits(behaviour: Behaviour, run: Run) -> Complaints:
    if run.limit_reached:
        yield f"still running after {run.seconds:.1f} s with --timeout {behaviour.timeout}"
    if run.status >= 128 or b"Sanitizer" in run.stderr or b"runtime error" in run.stderr:
        yield f"crashed: status {run.status}: {run.stderr[-2000:].decode(errors='replace')}"
    yield from about_memory(run, behaviour.memory_mib)


def about_stderr(run: Run, expect_line: bool) -> Complaints:
    lines = run.stderr.decode("utf-8", "replace").splitlines()
    yield from unsafe_text("stderr", run.stderr)
    if expect_line and len(lines) != 1:
        yield f"{len(lines)} lines on stderr, not 1: {lines[:3]}"
    if not expect_line and len(lines) > 1:
        yield f"{len(lines)} lines on stderr: {lines[:3]}"
    if any(len(line) > 1000 for line in lines):
        yield "a line of more than 1000 characters on stderr"


def about_requests(server: Server) -> Complaints:
    for request in server.requests:
        if request.method != "GET":
            yield f"asked with {request.method} for {request.path[:100]!r}"
        if request.route == "other":
            yield f"asked for {request.path[:100]!r}"
        if request.nth > MOST_REQUESTS:
            yield f"asked {request.nth} times for {request.path[:100]!r}"


def about_the_test(behaviour: Behaviour, server: Server) -> Complaints:
    """A behaviour that broke or was never met proves nothing."""
    yield from server.failures
    asked = {request.route for request in server.requests}
    for route in behaviour.answers:
        if route != "info" and route.removeprefix("every ") not in asked:
            yield f"nothing met the behaviour at {route}"


def about_secrets(run: Run) -> Complaints:
    for secret in SECRETS:
        if secret in run.stdout or secret in run.stderr:
            yield f"printed {secret!r}"


def read_report(run: Run) -> dict[str, Any]:
    return json.loads(run.stdout.decode("utf-8"))


def find_victim(behaviour: Behaviour, server: Server, results: list[Any]) -> Optional[Any]:
    container = server.engine.containers[behaviour.victim]
    names = (behaviour.shown, container.name)
    for result in results:
        if result["subject"].get("name") in names or result["subject"].get("id") == container.id:
            return result
    return None


def about_victim(behaviour: Behaviour, container: Container, result: Optional[Any]) -> Complaints:
    expected = behaviour.outcome
    if result is None:
        yield "no result for the victim"
        return
    codes = [reason["code"] for reason in result["reasons"]]
    if "every inspect" in behaviour.answers and result["verdict"] == container.verdict:
        return
    if result["verdict"] != expected.verdict:
        yield f"the victim is {result['verdict']} {codes}, not {expected.verdict}"
    elif expected.reasons and not set(codes) & set(expected.reasons):
        yield f"the victim's reasons are {codes}, not {expected.reasons}"
    if behaviour.shown is not None and result["subject"].get("name") != behaviour.shown:
        yield f"the victim's name is {result['subject'].get('name')!r}, not {behaviour.shown!r}"


def about_others(behaviour: Behaviour, server: Server, results: list[Any],
                 victim: Optional[Any]) -> Complaints:
    by_id = {result["subject"].get("id"): result for result in results if result is not victim}
    everyone = "every inspect" in behaviour.answers
    for number, container in enumerate(server.engine.containers):
        allowed = {container.verdict} | ({behaviour.outcome.verdict} if everyone else set())
        result = by_id.get(container.id)
        if number == behaviour.victim:
            continue
        if result is None:
            yield f"no result for container {number}"
        elif result["verdict"] not in allowed:
            yield f"container {number} is {result['verdict']}, not {sorted(allowed)}"


def about_listed(server: Server, results: list[Any]) -> Complaints:
    """Those of an incomplete target that were listed: each once, as if nothing had happened."""
    for number, result in enumerate(results[len(server.engine.containers):]):
        if result["verdict"] == "pass":
            yield f"result {number} beyond those that exist is a pass"
    for container, (number, result) in zip(server.engine.containers, enumerate(results)):
        if result["subject"]["id"] != container.id:
            yield f"result {number} is about another container"
        elif result["verdict"] != container.verdict:
            yield f"container {number} is {result['verdict']}, not {container.verdict}"


def about_counts(report: dict[str, Any]) -> Complaints:
    counted: dict[str, int] = {}
    for result in report["results"]:
        counted[result["verdict"]] = counted.get(result["verdict"], 0) + 1
    for verdict, count in report["counts"].items():
        if verdict != "waived" and counted.get(verdict, 0) != count:
            yield f"counts say {count} {verdict}, the results {counted.get(verdict, 0)}"


def about_report(behaviour: Behaviour, server: Server, report: dict[str, Any]) -> Complaints:
    target, results = report["targets"][0], report["results"]
    yield from about_counts(report)
    if not behaviour.outcome.audited:
        if target["complete"] or not target["error"]:
            yield f"the target is complete ({target['complete']}), error {target['error']!r}"
        if results and behaviour.outcome.listed is None:
            yield f"{len(results)} results from a target that could not be read"
        elif len(results) < (behaviour.outcome.listed or 0):
            yield f"{len(results)} results, not at least {behaviour.outcome.listed}"
        yield from about_listed(server, results)
        return
    if len(results) != len(server.engine.containers):
        yield f"{len(results)} results of {len(server.engine.containers)} containers"
    if behaviour.containers:
        victim = find_victim(behaviour, server, results)
        yield from about_victim(behaviour, server.engine.containers[behaviour.victim], victim)
        yield from about_others(behaviour, server, results, victim)


def all_complaints(behaviour: Behaviour, server: Server, run: Run) -> Complaints:
    yield from about_the_test(behaviour, server)
    yield from about_limits(behaviour, run)
    if run.limit_reached or run.status >= 128:
        return
    yield from about_stderr(run, expect_line=not behaviour.outcome.audited)
    yield from about_secrets(run)
    yield from about_requests(server)
    if run.status != behaviour.outcome.exit:
        yield f"exit status {run.status}, not {behaviour.outcome.exit}: {run.stderr[:300]!r}"
    try:
        report = read_report(run)
    except ValueError as error:
        yield f"stdout is no JSON report: {error}: {run.stdout[:100]!r}"
        return
    yield from about_report(behaviour, server, report)


def text_complaints(behaviour: Behaviour, server: Server, run: Run) -> Complaints:
    yield from about_limits(behaviour, run)
    yield from unsafe_text("stdout", run.stdout)
    yield from about_stderr(run, expect_line=False)
    yield from about_secrets(run)
    if run.status != behaviour.outcome.exit:
        yield f"exit status {run.status}, not {behaviour.outcome.exit}"
    if behaviour.shown and server.engine.containers[behaviour.victim].name.encode() not in run.stdout:
        yield "the victim's name is not on stdout"
    if not run.stdout:
        yield "nothing on stdout"
