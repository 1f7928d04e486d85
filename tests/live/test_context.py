#!/usr/bin/python3
"""Contexts and environment: the same engine as the docker command would talk to, whatever is set."""

import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
from typing import NamedTuple

import audit
import image
from engine import DOCKER
from keys import Authority
from skip import skip
from tally import Tally
from tcp_engine import HERE, TLS_PORT, tls_engine

sys.path.insert(0, os.path.join(audit.HERE, "..", "hostile"))
from fake_engine import FakeEngine  # pylint: disable=wrong-import-position
from server import Server  # pylint: disable=wrong-import-position

CLIENTS = (DOCKER, "/usr/local/bin/docker")
PLACES = ("one", "two", "environment", "option", "usual")
# The usual socket is a real engine's on some machines: ours stands in its place.
WITH_RUN = ("unshare", "--mount", "--propagation", "private", "sh", "-ec",
            'mount --bind "$0" /run; exec "$@"')
HOSTS = (None, "", "environment")
CONTEXTS = (None, "", "two", "default", "absent")
CURRENT = ("default", "one")
OPTIONS: tuple[tuple[str, ...], ...] = ((), ("--context", "two"), ("--context", "default"),
                                        ("--context", "absent"), ("--host", "option"))


class Setting(NamedTuple):
    host: str | None
    context: str | None
    current: str
    option: tuple[str, ...]


class Stage:
    """Fake engines at five places, and a configuration folder with contexts for two of them."""

    def __init__(self, folder: str, docker: str, servers: dict[str, Server]):
        self.folder, self.docker, self.servers = folder, docker, servers
        self.config = f"{folder}/config-{docker.replace('/', '-')}"
        os.mkdir(self.config)
        for name in ("one", "two"):
            self.context("create", name, "--docker", f"host={self.url(name)}")

    def url(self, name: str) -> str:
        return f"unix://{self.servers[name].path}"

    def context(self, *words: str) -> None:
        subprocess.run([self.docker, "context", *words], check=True, capture_output=True,
                       env={"DOCKER_CONFIG": self.config, "PATH": os.environ["PATH"]})

    def environment(self, setting: Setting) -> dict[str, str]:
        found = {"DOCKER_CONFIG": self.config}
        if setting.host is not None:
            found["DOCKER_HOST"] = self.url(setting.host) if setting.host else ""
        if setting.context is not None:
            found["DOCKER_CONTEXT"] = setting.context
        return found

    def words(self, option: tuple[str, ...]) -> list[str]:
        return [self.url(word) if word == "option" else word for word in option]

    def reached(self) -> list[str]:
        """Who was asked since the last time."""
        found = [name for name, server in self.servers.items() if server.requests]
        for server in self.servers.values():
            server.requests.clear()
        return found

    def by_docker(self, setting: Setting) -> list[str]:
        subprocess.run([*WITH_RUN, f"{self.folder}/run", self.docker, *self.words(setting.option),
                        "version"], check=False, capture_output=True, timeout=60,
                       env={"PATH": os.environ["PATH"], **self.environment(setting)})
        return self.reached()

    def by_us(self, setting: Setting) -> tuple[list[str], subprocess.CompletedProcess]:
        done = audit.run("check", "5.4", *self.words(setting.option), timeout=60,
                         before=(*WITH_RUN, f"{self.folder}/run"), **self.environment(setting))
        return self.reached(), done


def is_settled(setting: Setting) -> bool:
    """Whether every version agrees: before 23 an empty variable was not as good as none."""
    return "" not in (setting.host, setting.context)


def same_engine(tally: Tally, stage: Stage) -> None:
    """Every setting, asked of both."""
    said = subprocess.run([stage.docker, "--version"], capture_output=True, text=True, check=True)
    old = "version 20." in said.stdout
    seen = set()
    for current in CURRENT:
        stage.context("use", current)
        for setting in itertools.starmap(Setting, itertools.product(HOSTS, CONTEXTS, [current],
                                                                    OPTIONS)):
            if old and not is_settled(setting):
                continue
            theirs = stage.by_docker(setting)
            ours, done = stage.by_us(setting)
            seen.update(theirs or ["nobody"])
            tally.equal(ours, theirs, f"{stage.docker}, {setting}: {done.stderr.strip()}")
            tally.equal(done.returncode, 0 if theirs else 2, f"{setting}: exit status")
    tally.equal(seen, {*PLACES, "nobody"}, "every place was the right one once")


def damaged(tally: Tally, stage: Stage) -> None:
    """No other engine is taken for the one that cannot be told."""
    path = f"{stage.config}/config.json"
    with open(path, encoding="ascii") as file:
        good = file.read()
    secret = "c2VjcmV0LW9mLW1pbmU="
    half = json.dumps({"auths": {"registry.example": {"auth": secret}}, "x": secret})[:-10]
    for what, text in {"cut short": half, "twice": '{"currentContext":"one","currentContext":"two"}',
                       "empty": "", "an array": f'["{secret}"]x', "deep": "[" * 100000,
                       "NUL": '{"currentContext":"one\\u0000two"}'}.items():
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
        reached, done = stage.by_us(Setting(None, None, "one", ()))
        tally.equal((reached, done.returncode), ([], 2), f"config.json {what}")
        tally.expect(path in done.stderr, f"config.json {what}: {done.stderr!r}")
        tally.equal(len(done.stderr.splitlines()), 1, f"config.json {what}: one line")
        tally.expect(secret not in done.stderr + done.stdout, f"config.json {what}: secret shown")
    with open(path, "w", encoding="ascii") as file:
        file.write(good)


def not_verified(tally: Tally, stage: Stage) -> None:
    """A context that skips the check of certificates is not followed."""
    stage.context("create", "lax", "--docker", f"host=tcp://{HERE}:1,skip-tls-verify=true")
    stage.reached()
    reached, done = stage.by_us(Setting(None, "lax", "one", ()))
    tally.equal((reached, done.returncode), ([], 2), "skip-tls-verify")
    tally.expect("certificate" in done.stderr, f"skip-tls-verify: {done.stderr!r}")


def without_engine(tally: Tally, stage: Stage) -> None:
    """Nobody at the usual place: what could be named is said, a rootless engine is mentioned."""
    missing = ("unshare", "--mount", "--propagation", "private", "sh", "-ec",
               'mount -t tmpfs none /run; exec "$@"', "sh")
    rootless = f"{stage.folder}/rootless"
    os.makedirs(rootless, exist_ok=True)
    with open(f"{rootless}/docker.sock", "w", encoding="ascii"):
        pass
    done = audit.run("check", "5.4", before=missing, DOCKER_CONFIG=stage.folder,
                     XDG_RUNTIME_DIR=rootless)
    tally.equal((done.returncode, len(done.stderr.splitlines())), (3, 1), "no engine")
    for word in ("unix:///var/run/docker.sock", "No such file", "--host", "DOCKER_HOST", "context",
                 f"unix://{rootless}/docker.sock"):
        tally.expect(word in done.stderr, f"no engine: {word!r} is not in {done.stderr!r}")


def with_keys(tally: Tally, docker: str, folder: str) -> None:
    """A context for an engine behind mutual TLS, keys and all."""
    authority = Authority(folder, "authority")
    client = authority.client()
    config = f"{folder}/config-tls"
    powerless = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--")
    with tls_engine(authority, authority.server(f"IP:{HERE}")) as engine:
        engine.client.create("usual", {"Image": image.NAME, "Cmd": ["true"]})
        place = f"host=tcp://{HERE}:{TLS_PORT},ca={authority.certificate}"
        place += f",cert={client.certificate},key={client.key}"
        subprocess.run([docker, "context", "create", "secure", "--docker", place], check=True,
                       capture_output=True, env={"DOCKER_CONFIG": config})
        for words, more in ((("--context", "secure"), {}), ((), {"DOCKER_CONTEXT": "secure"})):
            done = engine.run("--format", "json", *words, DOCKER_CONFIG=config, **more)
            names = [each["subject"]["name"] for each in json.loads(done.stdout)["results"]]
            tally.equal((done.returncode, names), (1, ["usual"]), f"TLS: {done.stderr}")
        hidden = f"{config}/contexts/tls"
        os.chown(hidden, 1, 1)
        os.chmod(hidden, 0o700)
        done = engine.run("--context", "secure", DOCKER_CONFIG=config, within=powerless)
        os.chown(hidden, 0, 0)
        tally.equal(done.returncode, 2, "keys out of sight: exit status")
        tally.expect("Permission denied" in done.stderr, f"keys out of sight: {done.stderr!r}")


def main() -> int:
    tally = Tally("test_context")
    clients = [path for path in CLIENTS if os.access(path, os.X_OK)]
    if not clients:
        skip(f"no {DOCKER}")
    if os.geteuid() != 0:
        skip("not root: the usual socket cannot be stood in for")
    with tempfile.TemporaryDirectory(prefix="cisd-context-") as folder, \
            contextlib.ExitStack() as stack:
        os.mkdir(f"{folder}/run")
        servers = {name: stack.enter_context(Server(
            f"{folder}/run/docker.sock" if name == "usual" else f"{folder}/{name}.sock",
            FakeEngine(1))) for name in PLACES}
        for docker in clients:
            stage = Stage(folder, docker, servers)
            same_engine(tally, stage)
            damaged(tally, stage)
            not_verified(tally, stage)
            without_engine(tally, stage)
        with_keys(tally, clients[0], folder)
    return tally.status(f"compared with {' and '.join(clients)}")


if __name__ == "__main__":
    sys.exit(main())
