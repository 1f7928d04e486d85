#!/usr/bin/python3
"""The .audit files, run as Nessus would on real engines, by every docker command that is here.

What the items say of each container and service must be what cisdocker says on the same engine.

test_audit_files.py [--seed N] [--count N]; the seed is printed.
"""

import contextlib
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Iterator

import audit
import test_random
from capability import NAMES, mask
from client import Client, on_all
from engine import Engine
from known import known
from making import make_all
from podman import PODMAN, Podman
from swarm import Swarm
from swarm_scenario import SERVICES
from tally import Tally
from test_kernel import cases_for

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/audit-files"))

import audit_file  # noqa: E402
import fake_docker  # noqa: E402
import go_template  # noqa: E402
import verdicts  # noqa: E402

CLIENTS = [path for path in ("/usr/bin/docker", "/usr/local/bin/docker") if os.path.exists(path)]
SHELLS = [path for path in map(shutil.which, ("dash", "bash", "busybox")) if path]
PROFILES = {"cis": "", "strict": "-strict"}
FEWEST = 40


def tree(what: str, profile: str) -> audit_file.Node:
    path = ROOT / "audit-files" / f"cisdocker-5.4-{what}{PROFILES[profile]}.audit"
    return audit_file.read(path.read_text("ascii"))


@contextlib.contextmanager
def target(url: str, **commands: str) -> Iterator[dict[str, str]]:
    """The environment of a machine whose docker, and what else is given, is a certain program."""
    with tempfile.TemporaryDirectory() as folder:
        for name, program in commands.items():
            script = Path(folder) / name
            script.write_text(f'#!/bin/sh\nexec "{program}" "$@"\n')
            script.chmod(0o755)
        yield {"PATH": f"{folder}:/usr/bin:/bin", "DOCKER_HOST": url, "HOME": folder}


def outcomes(environment: dict[str, str], what: str, profile: str = "cis",
             shell: str = "/bin/sh") -> list[audit_file.Outcome]:
    words = (shell, "sh") if shell.endswith("busybox") else (shell,)
    return audit_file.Machine(environment, words).outcomes(tree(what, profile))


def by_docker(tally: Tally, url: str, docker: str, profile: str, shell: str) -> int:
    """One way to run the file, against the library. Returns how many subjects agreed."""
    report, done = audit.check(url, "--profile", profile)
    what = f"{docker} {shell} {profile}"
    with target(url, docker=docker) as environment:
        (found,) = outcomes(environment, "docker", profile, shell)
    said, judged = verdicts.said(found.output), verdicts.judged(report["results"])
    for difference in verdicts.differences(said, judged):
        tally.expect(False, f"{what}: {difference}")
    tally.equal(len(said), len(judged), f"{what}: subjects")
    tally.equal(found.result, verdicts.RESULT[done.returncode], f"{what}: result")
    return len(said)


def by_command(tally: Tally, url: str) -> None:
    for profile in PROFILES:
        _, done = audit.check(url, "--profile", profile)
        with target(url, docker=CLIENTS[0], cisdocker=audit.program()) as environment:
            (found,) = outcomes(environment, "command", profile)
        text = audit.run("check", "5.4", "--profile", profile, DOCKER_HOST=url).stdout
        tally.equal(found.result, verdicts.RESULT[done.returncode], f"command {profile}: result")
        tally.equal(found.output.splitlines()[1:], [f"  {line}" for line in text.splitlines()],
                    f"command {profile}: output")


def templates(tally: Tally, engine: Engine, kind: str, names: list[str]) -> None:
    """The tests without an engine fill templates in as real docker commands do."""
    (program,) = {node.keywords["cmd"] for node in audit_file.nodes(tree("docker", "cis"))
                  if "begin container" in node.keywords.get("cmd", "")}
    template = re.search(f"{kind}='(.*?)';", program, re.DOTALL)[1]
    inspected = json.loads(engine.docker(kind, "inspect", *names).stdout)
    if kind == "service":
        inspected = [fake_docker.typed(one) for one in inspected]
    wanted = "".join(go_template.Template(template).run(one) + "\n" for one in inspected)
    tally.expect(wanted.count("begin") == len(names) > 0, f"{kind}: {wanted[:200]}")
    for docker in CLIENTS:
        got = engine.run_inside(docker, "--host", engine.url, kind, "inspect", "--format",
                                template, *names).stdout
        tally.expect(got == wanted, f"{docker}: the template of a {kind} is filled in otherwise")


def everything(tally: Tally, engine: Engine) -> int:
    """The table of containers, by each command in each shell."""
    cases, agreed = cases_for(known(engine.client)), 0
    make_all(engine, cases)
    for docker in CLIENTS:
        for shell in SHELLS:
            agreed += by_docker(tally, engine.url, docker, "cis", shell)
        agreed += by_docker(tally, engine.url, docker, "strict", SHELLS[0])
    tally.expect(len(cases) > FEWEST, f"only {len(cases)} containers")
    by_command(tally, engine.url)
    templates(tally, engine, "container", [one["Id"] for one in engine.client.list()])
    return agreed


def empty(engine: Engine, verdict: str = "") -> None:
    """Removes all containers, or those with a verdict."""
    report, _ = audit.check(engine.url)
    gone = [one["subject"]["id"] for one in report["results"] if verdict in ("", one["verdict"])]
    on_all(engine.socket, gone, lambda client, one: client.remove(one))


def passing(tally: Tally, engine: Engine) -> None:
    """With what fails taken away, and with nothing left."""
    for verdict in ("fail", ""):
        empty(engine, verdict)
        tally.equal(audit.check(engine.url)[1].returncode, 0, "nothing fails any more")
        by_docker(tally, engine.url, CLIENTS[0], "cis", SHELLS[0])
        by_command(tally, engine.url)


def drawn(tally: Tally, engine: Engine, seed: int, count: int) -> int:
    """Option sets out of a seed, created and never started."""
    names = known(engine.client)
    draw = test_random.Draw(seed, [name for name in NAMES if mask([name]) & names])
    def create(client: Client, number: int) -> None:
        client.create(f"drawn-{number:03}", test_random.body(options[number]))
    options = [draw.options() for _ in range(count)]
    on_all(engine.socket, range(count), create)
    return sum(by_docker(tally, engine.url, CLIENTS[0], profile, SHELLS[0])
               for profile in PROFILES)


def unseen(tally: Tally, engine: Engine) -> None:
    """What only the kernel tells: the docker command does not, cisdocker does."""
    engine.docker("run", "--detach", "--pull", "never", "--name", "entered", "--cap-drop", "ALL",
                  "tiny:latest", "sleep", "100000")
    engine.docker("exec", "--detach", "--privileged", "entered", "sleep", "100000")
    for what, commands, wanted in (("docker", {}, "PASSED"),
                                   ("command", {"cisdocker": audit.program()}, "FAILED")):
        with target(engine.url, docker=CLIENTS[0], **commands) as environment:
            (found,) = outcomes(environment, what)
        tally.equal(found.result, wanted, f"{what}: a privileged process beside the first")
    empty(engine)


def no_answer(tally: Tally) -> None:
    for docker in CLIENTS:
        with target("unix:///nonexistent/engine.sock", docker=docker) as environment:
            (found,) = outcomes(environment, "docker")
        tally.equal((found.result, found.description.rpartition(": ")[2]),
                    ("WARNING", "the engine does not answer"), f"{docker}: no engine")
        tally.expect("/nonexistent/engine.sock" in found.output, f"{docker}: {found.output!r}")


def swarm(tally: Tally) -> int:
    """A manager's services, and the containers of their tasks."""
    with Swarm() as one:
        for case in SERVICES:
            one.create(case.name, *case.options.split())
            for update in case.updates:
                one.update(case.name, *update.split())
        one.wait("tasks", lambda: settled(one))
        templates(tally, one.manager, "service", [case.name for case in SERVICES])
        return sum(by_docker(tally, one.manager.url, docker, profile, SHELLS[0])
                   for docker in CLIENTS for profile in PROFILES)


def settled(one: Swarm) -> bool:
    tasks = one.tasks(one.manager.client)
    wanted = len(SERVICES) + sum(case.tasks == 2 for case in SERVICES)
    return len(tasks) >= wanted - 1 and all(task["Status"]["State"] == "running" for task in tasks)


def podman(tally: Tally) -> None:
    """Podman's service behind Docker's command: for a person, or for cisdocker."""
    with Podman() as service:
        for name in ("one", "two"):
            service.podman("create", "--name", name, "tiny:latest", "sleep", "1000")
        for docker in CLIENTS:
            with target(service.url, docker=docker) as environment:
                (found,) = outcomes(environment, "docker")
            tally.equal((found.result, found.output.partition("\n")[0]),
                        ("WARNING", "verdict: unknown"), f"{docker}: Podman's service")
            tally.equal(found.output.count("\nunknown container "), 2, f"{docker}: Podman's two")
        alias(tally, service)
        by_command(tally, service.url)


def alias(tally: Tally, service: Podman) -> None:
    """Podman's own command under Docker's name, as the package podman-docker has it."""
    variables = [f"{name}={value}" for name, value in service.environment().items()]
    command = ["nsenter", f"--target={service.pid}", "--mount", "--net", "--wdns=/", "env",
               *variables, PODMAN]
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "docker"
        script.write_text("#!/bin/sh\necho 'Emulate Docker CLI using podman.' >&2\n"
                          f'exec {shlex.join(command)} "$@"\n')
        script.chmod(0o755)
        with target(service.url, docker=str(script)) as environment:
            (found,) = outcomes(environment, "docker")
    tally.equal((found.result, found.output.partition("\n")[0]),
                ("WARNING", "verdict: unknown"), "docker is podman")
    tally.equal(found.output.count("\nunknown container "), 2, "docker is podman: its two")


def main() -> int:
    given, tally = test_random.arguments(), Tally("test_audit_files")
    print(f"test_audit_files: --seed {given.seed}", flush=True)
    no_answer(tally)
    with Engine() as engine:
        agreed = everything(tally, engine)
        passing(tally, engine)
        unseen(tally, engine)
        agreed += drawn(tally, engine, given.seed, given.count)
    agreed += swarm(tally)
    note = "no Podman"
    if os.path.exists(PODMAN):
        podman(tally)
        note = "Podman"
    return tally.status(f"{agreed} verdicts agreed, {len(CLIENTS)} docker commands, "
                        f"{len(SHELLS)} shells, {note}")


if __name__ == "__main__":
    sys.exit(main())
