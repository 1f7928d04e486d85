#!/usr/bin/python3
"""Engines through ssh: the user's own ssh and its settings, a real sshd, a real engine."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time

import audit
import image
from engine import Engine
from processes import every_pid
from sshd import Key, Sshd
from tally import Tally

PORT, BARE_PORT, CLOSED_PORT = 2222, 2223, 2299
CONTAINERS = {"dropped": {"CapDrop": ["NET_RAW"]}, "usual": {}, "wide": {"Privileged": True}}
# ssh looks for its settings in the home of the user database, whatever HOME says.
AT_HOME = 'mount --bind "$0" /root; exec "$@"'
WITHOUT_SSH = 'mount --bind /dev/null /usr/bin/ssh; exec "$@"'
# What a stubborn ssh leaves behind if only it, or only asked, is ended.
FAKES = {
    "hangs": "exec sleep 1000",
    "will not end": "trap '' TERM; while :; do sleep 1; done",
    "has a helper": "sleep 1000 & wait",
    "writes without end": "while :; do echo complaint; done >&2",
}


class Situation:
    """An engine, and homes that ssh finds its settings in."""

    def __init__(self, tally: Tally, engine: Engine):
        self.tally, self.engine = tally, engine
        self.host, self.user, self.other = (Key(engine.folder, name)
                                            for name in ("host", "user", "other"))
        self.uri = f"ssh://root@127.0.0.1:{PORT}{engine.socket}"

    def home(self, name: str, identity: Key, known: Key | None) -> str:
        """A home folder with .ssh in it."""
        folder = f"{self.engine.folder}/home-{name}"
        os.makedirs(f"{folder}/.ssh", mode=0o700)
        with open(f"{folder}/.ssh/config", "w", encoding="ascii") as config:
            config.write(f"Host *\n IdentityFile {identity.private}\n IdentitiesOnly yes\n"
                         "Host alias\n HostName 127.0.0.1\n "
                         f"Port {PORT}\n User root\n HostKeyAlias [127.0.0.1]:{PORT}\n")
        with open(f"{folder}/.ssh/known_hosts", "w", encoding="ascii") as hosts:
            for port in (PORT, BARE_PORT) if known is not None else ():
                hosts.write(f"[127.0.0.1]:{port} {known.line()}\n")
        return folder

    def inside(self, home: str, script: str = AT_HOME) -> tuple[str, ...]:
        return ("nsenter", f"--target={self.engine.pid}", "--net", "--", "unshare", "--mount",
                "--propagation", "private", "sh", "-ec", script, home)

    def run(self, home: str, uri: str, *words: str, script: str = AT_HOME,
            **environment: str) -> subprocess.CompletedProcess:
        return audit.run("check", "5.4", "--host", uri, "--format", "json", *words,
                         before=self.inside(home, script), timeout=60, SOURCE_DATE_EPOCH="0",
                         **environment)

    def refused(self, what: str, done: subprocess.CompletedProcess, uri: str, *said: str) -> None:
        tally, lines = self.tally, done.stderr.splitlines()
        tally.equal(done.returncode, 3, f"{what}: exit status")
        tally.expect(len(lines) == 1, f"{what}: one line, not {lines}")
        for word in (uri, *said):
            tally.expect(word in done.stderr, f"{what}: {word!r} is not in {done.stderr!r}")
        report = json.loads(done.stdout)
        tally.equal((report["results"], report["targets"][0]["complete"]), ([], False), what)
        self.nobody_left(what, self.engine.socket)

    def nobody_left(self, what: str, mark: str) -> None:
        """No process that names the mark; those at the far end may take a moment."""
        deadline = time.monotonic() + 5
        while (left := mentioning(mark)) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.tally.equal(left, {}, f"{what}: processes left behind")


def mentioning(mark: str) -> dict[int, str]:
    """ssh, what it runs over there, and stand-ins for it."""
    found = {}
    for pid in every_pid():
        with contextlib.suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as file:
            line = file.read().replace(b"\0", b" ").decode(errors="replace")
            if mark in line and ("dial-stdio" in line or "fake-ssh" in line):
                found[pid] = line
    return found


def reached(situation: Situation, home: str, sshd: Sshd) -> None:
    """The same report as through the socket, and one login for all of it."""
    tally, engine = situation.tally, situation.engine
    local = json.loads(audit.run("check", "5.4", "--host", engine.url, "--format", "json",
                                 SOURCE_DATE_EPOCH="0").stdout)
    tally.equal(len(local["results"]), len(CONTAINERS), "socket: results")
    for uri in (situation.uri, f"ssh://alias{engine.socket}"):
        done = situation.run(home, uri)
        tally.equal((done.returncode, done.stderr), (1, ""), uri)
        report = json.loads(done.stdout or "{}")
        tally.equal(report.get("results"), local["results"], f"{uri}: results")
        tally.equal([target["uri"] for target in report.get("targets", [])], [uri], "targets")
        situation.nobody_left(uri, engine.socket)
    tally.equal(sshd.said().count("Accepted publickey"), 2, "logins for two audits")
    several = situation.run(home, situation.uri, "--connections", "3")
    tally.equal((several.returncode, several.stderr), (1, ""), "three connections")


def like_docker(situation: Situation, home: str) -> None:
    """The docker command takes the same address; before 23 it knew no path in it."""
    newer = "/usr/local/bin/docker"
    if not os.access(newer, os.X_OK):
        print("test_ssh: no newer docker command to compare with", file=sys.stderr)
        return
    done = subprocess.run([*situation.inside(home), newer, "--host", situation.uri, "version",
                           "--format", "{{.Server.Version}}"], capture_output=True, text=True,
                          check=False, timeout=60, env=situation.engine.environment())
    version = situation.engine.client.get("/version")["Version"]
    situation.tally.equal((done.stdout.strip(), done.returncode), (version, 0),
                          f"the docker command: {done.stderr.strip()}")


def turned_away(situation: Situation, home: str) -> None:
    engine, uri = situation.engine, situation.uri
    strange = situation.home("strange", situation.user, situation.other)
    unknown = situation.home("unknown", situation.user, None)
    refused = situation.home("refused", situation.other, situation.host)
    bare, closed = (uri.replace(str(PORT), str(port)) for port in (BARE_PORT, CLOSED_PORT))
    nowhere = uri.replace(engine.socket, f"{engine.socket}.not")
    expect = situation.refused
    expect("wrong host key", situation.run(strange, uri), uri, "Host key verification failed",
           "ssh HOST docker version")
    expect("unknown host key", situation.run(unknown, uri), uri, "Host key verification failed")
    expect("refused key", situation.run(refused, uri), uri, "Permission denied (publickey)")
    expect("no docker there", situation.run(home, bare), bare, "docker", "not found")
    expect("nobody listens", situation.run(home, closed), closed, "Connection refused")
    expect("no socket there", situation.run(home, nowhere), nowhere, "engine.sock.not")
    expect("no ssh here", situation.run(home, uri, script=WITHOUT_SSH), uri,
           "cannot start '/usr/bin/ssh'")


def fake_ssh(situation: Situation, number: int, script: str) -> str:
    folder = f"{situation.engine.folder}/fake-ssh-{number}"
    os.mkdir(folder)
    with open(f"{folder}/ssh", "w", encoding="ascii") as program:
        program.write(f"#!/bin/sh\necho $$ > {folder}/pid\n{script}\n")
    os.chmod(f"{folder}/ssh", 0o755)
    return folder


def session(folder: str) -> list[int]:
    """The living processes of a fake ssh: it has a session of its own."""
    with open(f"{folder}/pid", encoding="ascii") as file:
        leader = int(file.read())
    found = []
    for pid in every_pid():
        with contextlib.suppress(OSError):
            if os.getsid(pid) == leader and is_alive(pid):
                found.append(pid)
    return found


def is_alive(pid: int) -> bool:
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
        return stat.read().rpartition(")")[2].split()[0] != "Z"


def stubborn(situation: Situation, home: str) -> None:
    """Whatever ssh does, the time limit holds, and nothing of it is left."""
    tally = situation.tally
    for number, (what, script) in enumerate(FAKES.items()):
        folder = fake_ssh(situation, number, script)
        began = time.monotonic()
        done = situation.run(home, situation.uri, "--timeout", "1",
                             PATH=f"{folder}:{os.environ['PATH']}")
        took = time.monotonic() - began
        tally.expect(0.9 < took < 5, f"ssh {what}: took {took:.1f} s with --timeout 1")
        situation.refused(f"ssh {what}", done, situation.uri, "within 1.0 seconds")
        tally.equal(session(folder), [], f"ssh {what}: left behind")


def heed_interrupts() -> None:
    """A shell's background job is started with SIGINT ignored, and the command keeps it so."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupted(situation: Situation, home: str) -> None:
    folder = fake_ssh(situation, len(FAKES), FAKES["hangs"])
    with subprocess.Popen([*situation.inside(home), audit.program(), "check", "5.4", "--host",
                           situation.uri], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={"PATH": f"{folder}:{os.environ['PATH']}"},
                          preexec_fn=heed_interrupts) as process:
        deadline = time.monotonic() + 10
        while not os.path.exists(f"{folder}/pid") and time.monotonic() < deadline:
            time.sleep(0.02)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
    took = time.monotonic() - began
    situation.tally.equal(process.returncode, 128 + signal.SIGINT, "interrupted: exit status")
    situation.tally.expect(took < 2, f"interrupted: took {took:.1f} s")
    situation.tally.equal(session(folder), [], "interrupted: left behind")


def main() -> int:
    tally = Tally("test_ssh")
    with Engine() as engine:
        for name, options in CONTAINERS.items():
            engine.client.create(name, {"Image": image.NAME, "Cmd": ["true"],
                                        "HostConfig": options})
        situation = Situation(tally, engine)
        home = situation.home("good", situation.user, situation.host)
        with Sshd(engine, PORT, situation.host, situation.user) as sshd, \
                Sshd(engine, BARE_PORT, situation.host, situation.user, "/nowhere"):
            reached(situation, home, sshd)
            like_docker(situation, home)
            turned_away(situation, home)
        stubborn(situation, home)
        interrupted(situation, home)
    return tally.status()


if __name__ == "__main__":
    sys.exit(main())
