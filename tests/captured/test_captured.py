#!/usr/bin/python3
"""What real engines answered, read from files: no engine is needed.

The same oracle as in the live tests says what must come out. Also the example host.
"""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, f"{HERE}/../live")

# pylint: disable=wrong-import-position
import audit  # noqa: E402
import oracle  # noqa: E402
from capability import EVERY, mask  # noqa: E402
from oracle import Options  # noqa: E402
from tally import Tally  # noqa: E402

DATA = os.path.normpath(f"{HERE}/../data/captured")
EXAMPLE = os.path.normpath(f"{HERE}/../../examples/host/inspect.json")
DOCKER = ("docker-20.10", "docker-26", "docker-28")
PODMAN = ("podman-4.3", "podman-4.3-bare", "podman-5.4", "podman-5.8")
WITHOUT_NET_RAW = ("podman-4.3", "podman-5.4", "podman-5.8")
# By hand: what was asked for shows in the reason, although 4.x and 5.x list it differently.
PODMAN_REASONS = {
    "plain": "engine-default-without-net-raw", "add-raw": "net-raw-added",
    "add-net-admin": "added-beyond-default", "drop-all": "all-dropped",
    "drop-all-bind": "all-dropped", "drop-all-raw-back": "net-raw-added",
    "all-less-raw": "added-beyond-default", "privileged": "privileged",
    "nobody-add": "added-beyond-default", "never-started": "added-beyond-default"}
# By hand: whose lists, without a bounding set, leave open whether NET_RAW is granted.
PODMAN_UNCLEAR = {"podman-4.3": set(), "podman-4.3-bare": {"plain"},
                  "podman-5.4": {"plain", "drop-all", "drop-all-bind"},
                  "podman-5.8": {"plain", "drop-all", "drop-all-bind"}}
FORMATS = ("text", "json", "jsonl")
# What the example's environment variables are set to.
SECRET = "not-a-real"
# By hand: the table of examples/host/README.md.
EXAMPLE_FAILS = {
    "db": "net-raw-default", "log-shipper": "net-raw-default", "worker-1": "net-raw-default",
    "worker-2": "net-raw-default", "worker-3": "net-raw-default", "ping-probe": "net-raw-added",
    "legacy-cron": "net-raw-added", "vpn-gateway": "net-raw-default added-beyond-default",
    "monitoring": "added-beyond-default", "debug-shell": "add-all", "ci-runner": "privileged"}
EXAMPLE_PASSES = {"web": "all-dropped", "api": "all-dropped", "dns": "all-dropped",
                  "migrate": "all-dropped", "cache": "net-raw-dropped"}


def load(path: str) -> list[dict]:
    with open(path, "rb") as file:
        return json.load(file)


def check(tally: Tally, path: str) -> dict[str, tuple[dict, dict]]:
    """Audit a saved file: by name, what the file says and the result."""
    done = audit.run("check", "5.4", "--inspect", path, "--format", "json")
    saved = {one["Name"].removeprefix("/"): one for one in load(path)}
    if not tally.expect(done.stdout.startswith("{"), f"{path}: no report: {done.stderr.strip()}"):
        return {}
    report = json.loads(done.stdout)
    results = audit.by_name(report)
    tally.equal(sorted(results), sorted(saved), f"{path}: names")
    verdicts = {result["verdict"] for result in results.values()}
    tally.equal(done.returncode, 1 if "fail" in verdicts else 3 if "unknown" in verdicts else 0,
                f"{path}: exit status")
    return {name: (saved[name], results[name]) for name in saved if name in results}


def docker(tally: Tally, path: str) -> None:
    """HostConfig decides; saved output does not tell the version, so the larger grant counts."""
    for name, (saved, result) in check(tally, path).items():
        options, what = Options.of(saved), f"{path}: {name}"
        granted = oracle.grant(options, EVERY) | oracle.legacy_grant(options, EVERY)
        tally.equal(result["verdict"], oracle.verdict(options, EVERY), f"{what}: verdict")
        tally.equal(audit.codes(result), oracle.reasons(options, EVERY), f"{what}: reasons")
        tally.equal(mask(result["granted"]), granted, f"{what}: granted")
        tally.equal(result["subject"]["state"], saved["State"]["Status"], f"{what}: state")


def podman(tally: Tally, path: str) -> None:
    """BoundingCaps decides; the lists are computed and hide what was asked for."""
    for name, (saved, result) in check(tally, path).items():
        bounding, what = mask(saved["BoundingCaps"] or []), f"{path}: {name}"
        fails = saved["HostConfig"]["Privileged"] or oracle.excess(bounding)
        tally.equal(result["verdict"], "fail" if fails else "pass", f"{what}: verdict")
        tally.equal(mask(result["granted"]), bounding, f"{what}: granted")


def podman_reasons(tally: Tally) -> None:
    """The reasons where the default is Podman's own; a container left alone passes."""
    for folder in WITHOUT_NET_RAW:
        results = check(tally, f"{DATA}/{folder}/inspect.json")
        for name, code in PODMAN_REASONS.items():
            tally.equal(audit.codes(results[name][1]), {code}, f"{folder}: {name}: reasons")
        tally.equal(results["plain"][1]["verdict"], "pass", f"{folder}: plain")


def podman_compatible(tally: Tally, path: str) -> None:
    """The compatible endpoint has no BoundingCaps: as Podman's own answer, or unknown."""
    own = check(tally, path.replace("compat", "inspect"))
    seen = {name: result["verdict"] for name, (_, result) in check(tally, path).items()}
    for name, verdict in seen.items():
        tally.expect(verdict in (own[name][1]["verdict"], "unknown"), f"{path}: {name}: {verdict}")
    unknown = {name for name, verdict in seen.items() if verdict == "unknown"}
    tally.equal(unknown, PODMAN_UNCLEAR[path.split("/")[-2]], f"{path}: unknown")


def same_from_anywhere(tally: Tally) -> None:
    """A file, stdin, an object at a time: the same results."""
    path = f"{DATA}/docker-20.10/inspect.json"
    with open(path, encoding="utf-8") as file:
        text = file.read()
    sequence = "\n".join(json.dumps(one) for one in json.loads(text))
    from_file = json.loads(audit.run("check", "5.4", "--inspect", path, "--format", "json").stdout)
    for what, given in (("array", text), ("objects in sequence", sequence)):
        done = subprocess.run([audit.program(), "check", "5.4", "--inspect", "-", "--format",
                               "json"], input=given, capture_output=True, text=True, check=False)
        tally.equal(done.returncode, 1, f"{what} on stdin: exit status ({done.stderr.strip()})")
        results = json.loads(done.stdout)["results"] if done.returncode == 1 else None
        tally.expect(results == from_file["results"], f"{what} on stdin: other results")


def example(tally: Tally) -> None:
    """The demo's host: every verdict by hand, and nothing of what is secret in any format."""
    expected = {name: (verdict, set(codes.split()))
                for verdict, table in (("fail", EXAMPLE_FAILS), ("pass", EXAMPLE_PASSES))
                for name, codes in table.items()}
    seen = {name: (result["verdict"], audit.codes(result))
            for name, (_, result) in check(tally, EXAMPLE).items()}
    for name in expected.keys() | seen.keys():
        tally.equal(seen.get(name), expected.get(name), f"example: {name}")
    with open(EXAMPLE, encoding="utf-8") as file:
        tally.expect(SECRET in file.read(), "example: has no secret to keep")
    for form in FORMATS:
        done = audit.run("check", "5.4", "--inspect", EXAMPLE, "--format", form)
        tally.expect("web" in done.stdout or form == "text", f"example as {form}: no report")
        tally.expect(SECRET not in done.stdout + done.stderr, f"example as {form}: a secret")


def main() -> int:
    tally = Tally("test_captured")
    for folder in DOCKER:
        docker(tally, f"{DATA}/{folder}/inspect.json")
    for folder in PODMAN:
        podman(tally, f"{DATA}/{folder}/inspect.json")
        podman(tally, f"{DATA}/{folder}/libpod.json")
        podman_compatible(tally, f"{DATA}/{folder}/compat.json")
    podman_reasons(tally)
    same_from_anywhere(tally)
    example(tally)
    return tally.status()


if __name__ == "__main__":
    sys.exit(main())
