#!/usr/bin/python3
"""The kernel as witness: what processes really can do, beside what the configuration says."""

import contextlib
import glob
import json
import os
import subprocess
import sys
import time

import audit
import image
import kernel
from capability import mask
from engine import Engine
from tally import Tally

HERE = os.path.dirname(os.path.abspath(__file__))
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all",
          "--bounding-set=-all", "--")
ELSEWHERE = ("unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "--")
FREE = ("--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined")
STAY = ("sleep", "100000")
PATIENCE = 20

# Container by container: its options, the verdict, the reasons.
CASES = {
    "plain": ("", "fail", {"net-raw-default"}),
    "nothing": ("--cap-drop ALL", "pass", {"all-dropped"}),
    "user": ("--user 1000 --cap-drop NET_RAW", "pass", {"net-raw-dropped"}),
    "host-pid": ("--pid host --cap-drop NET_RAW", "pass", {"net-raw-dropped"}),
    "everything": ("--privileged", "fail", {"privileged"}),
    "entered": ("--cap-drop ALL", "fail", {"kernel-exceeds-config"}),
    "entered-plainly": ("--cap-drop ALL", "pass", {"all-dropped"}),
    "paused": ("--cap-drop NET_RAW", "pass", {"net-raw-dropped"}),
    "nested": ("--cap-drop ALL --user 1000", "pass", {"all-dropped"}),
    "nested-and-entered": ("--cap-drop ALL --user 1000", "fail", {"kernel-exceeds-config"}),
}


def run(engine: Engine, name: str, *options: str, command: tuple[str, ...] = STAY) -> None:
    engine.docker("run", "--detach", "--pull", "never", "--name", name, *options, image.NAME,
                  *command)


def processes(container: str) -> list[int]:
    """Every process whose cgroup names the container."""
    found = []
    for path in glob.glob("/proc/[0-9]*/cgroup"):
        with contextlib.suppress(OSError), open(path, encoding="utf-8") as lines:
            if container in lines.read():
                found.append(int(path.split("/")[2]))
    return found


def user_spaces(container: str) -> set[str]:
    found = set()
    for pid in processes(container):
        with contextlib.suppress(OSError):
            found.add(os.readlink(f"/proc/{pid}/ns/user"))
    return found


def wait(what: str, condition) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"waited in vain for {what}")
        time.sleep(0.05)


def make(engine: Engine) -> None:
    for name, (options, *_) in CASES.items():
        run(engine, name, *options.split(), *(FREE if name.startswith("nested") else ()))
    execute = ("exec", "--detach")
    engine.docker(*execute, "--privileged", "entered", *STAY)
    engine.docker(*execute, "entered-plainly", *STAY)
    engine.docker(*execute, "--privileged", "nested-and-entered", *STAY)
    for name in ("nested", "nested-and-entered"):
        engine.docker(*execute, "--user", "1000", name, "busybox", "unshare", "-U", *STAY)
        container = engine.client.inspect(name)["Id"]
        wait(f"a user namespace in {name}", lambda own=container: len(user_spaces(own)) == 2)
    engine.docker("pause", "paused")
    for name in ("entered", "entered-plainly"):
        container = engine.client.inspect(name)["Id"]
        wait(f"a second process in {name}", lambda own=container: len(processes(own)) == 2)


def check(engine: Engine, *options: str, before: tuple[str, ...] = ()) -> dict[str, dict]:
    done = audit.run("check", "5.4", "--host", engine.url, "--format", "json", *options,
                     before=before)
    if not done.stdout.startswith("{"):
        raise RuntimeError(f"no report: {done.stderr}")
    return audit.by_name(json.loads(done.stdout))


def hold(tally: Tally, engine: Engine, results: dict[str, dict], what: str) -> None:
    """Verdicts by hand; the sets as the kernel itself shows them."""
    for name, (_, verdict, codes) in CASES.items():
        result = results[name]
        tally.equal((result["verdict"], audit.codes(result)), (verdict, codes), f"{what}: {name}")
        seen = result["evidence"].get("kernel")
        if not tally.expect(seen, f"{what}: {name}: the kernel was not asked"):
            continue
        tally.equal(seen["complete"], True, f"{what}: {name}: complete")
        first = engine.client.inspect(name)["State"]["Pid"]
        if "kernel-exceeds-config" not in codes:
            tally.equal(mask(seen["bounding"]), kernel.bounding(first), f"{what}: {name}: bounding")
            tally.equal(mask(seen["effective"]), int(kernel.status(first)["CapEff"], 16),
                        f"{what}: {name}: effective")


def exceeding(tally: Tally, engine: Engine, results: dict[str, dict]) -> None:
    """docker exec --privileged: all that the engine and the machine have; nothing was granted."""
    result = results["entered"]
    most = max(kernel.bounding(pid) for pid in processes(result["subject"]["id"]))
    tally.expect(most.bit_count() > 30, f"entered: the privileged process has {most:011x}")
    tally.equal(result["granted"], [], "entered: granted")
    tally.equal(mask(result["excess"]), most, "entered: excess")
    tally.equal(result["severity"], "high", "entered: severity")


def switched(tally: Tally, engine: Engine) -> None:
    """off asks nothing; on does not let pass what it cannot see, here or in another namespace."""
    off = check(engine, "--kernel", "off")
    tally.equal({name: off[name]["verdict"] for name in ("entered", "nothing")},
                {"entered": "pass", "nothing": "pass"}, "off")
    tally.expect(all("kernel" not in one["evidence"] for one in off.values()), "off: was asked")
    tally.equal({name: one["verdict"] for name, one in check(engine, "--kernel", "on").items()},
                {name: case[1] for name, case in CASES.items()}, "on")
    blind = check(engine, before=ELSEWHERE)
    tally.expect(all("kernel" not in one["evidence"] for one in blind.values()),
                 "another pid namespace: something was seen")
    tally.equal(blind["nothing"]["verdict"], "pass", "another pid namespace: auto")
    must = check(engine, "--kernel", "on", before=ELSEWHERE)
    tally.equal({name: must[name]["verdict"] for name in ("plain", "nothing")},
                {"plain": "fail", "nothing": "unknown"}, "another pid namespace: on")
    tally.equal(audit.codes(must["nothing"]), {"evidence-unreadable"}, "another namespace: reason")


def as_somebody(tally: Tally, engine: Engine) -> None:
    """Without root: what /proc shows to all is enough, user namespaces told apart by their maps."""
    os.chmod(engine.socket, 0o666)
    try:
        results = check(engine, before=NOBODY)
    except (RuntimeError, PermissionError):
        print("test_witness: the program is out of reach for another user: not tried as one")
        return
    hold(tally, engine, results, "as nobody")


def threads(tally: Tally, engine: Engine) -> None:
    """The first thread has dropped everything, another one has not."""
    program = f"{engine.folder}/threads"
    made = subprocess.run(["cc", "-static", "-pthread", "-o", program, f"{HERE}/threads.c"],
                          check=False, capture_output=True)
    if made.returncode != 0:
        print("test_witness: no static program can be made here: threads were not tried")
        return
    run(engine, "threads", "--cap-drop", "NET_RAW", "--volume", f"{program}:/threads",
        command=("/threads",))
    pid = engine.client.inspect("threads")["State"]["Pid"]
    wait("the first thread's drop", lambda: int(kernel.status(pid)["CapEff"], 16) == 0)
    result = check(engine)["threads"]
    tally.equal(mask(result["evidence"]["kernel"]["effective"]), mask(result["granted"]),
                "threads: effective")
    engine.docker("exec", "--detach", "--privileged", "threads", "/threads")
    container = engine.client.inspect("threads")["Id"]
    wait("the second process's drop", lambda: sum(
        int(kernel.status(own)["CapEff"], 16) == 0 for own in processes(container)) == 2)
    result = check(engine)["threads"]
    tally.equal(audit.codes(result), {"kernel-exceeds-config"}, "threads: a privileged one")


def main() -> int:
    tally = Tally("test_witness")
    with Engine() as engine:
        make(engine)
        results = check(engine)
        hold(tally, engine, results, "as root")
        exceeding(tally, engine, results)
        switched(tally, engine)
        as_somebody(tally, engine)
        threads(tally, engine)
    return tally.status(f"{len(CASES) + 1} containers")


if __name__ == "__main__":
    sys.exit(main())
