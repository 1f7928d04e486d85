#!/usr/bin/python3
"""A private Docker Engine for tests: its own network and mount namespace, data, socket and log.

As a program: engine.py COMMAND... runs a command with DOCKER_HOST pointing at such an engine.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import image
import processes
from capability import EVERY
from client import Client
from kernel import machine_bounding
from skip import skip

HERE = os.path.dirname(os.path.abspath(__file__))
DOCKER = "/usr/bin/docker"
DOCKERD = "/usr/sbin/dockerd"
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
# Anonymous namespaces die with their last process. A second dockerd in one network namespace would
# re-address the first one's bridge.
UNSHARE = ("unshare", "--net", "--uts", "--mount", "--propagation", "private", f"{HERE}/isolate")
PATIENCE = 60


class Engine:
    """A running dockerd; use it in a with statement.

    root: a folder with another Debian whose engine is to run. usual: have the files where engines
    have them, beneath /var/lib/docker, and a host name of its own (for saved output).
    """

    def __init__(self, root: str = "", usual: bool = False):
        require(root)
        self.root = root
        self.folder = tempfile.mkdtemp(prefix="cisd-live-")
        os.chmod(self.folder, 0o755)
        self.data, self.state = f"{self.folder}/data", f"{self.folder}/exec"
        if usual:
            self.data, self.state = "/var/lib/docker", "/var/run/docker"
            os.mkdir(f"{self.folder}/usual")
        self.socket = f"{self.folder}/docker.sock"
        self.url = f"unix://{self.socket}"
        self.log = f"{self.folder}/log"
        self.cgroup = f"/{os.path.basename(self.folder)}"
        self.process: subprocess.Popen | None = None
        self.client = Client(self.socket)

    def __enter__(self) -> "Engine":
        turn_signals_into_exit()
        try:
            self.process = self.launch()
            self.wait_until_it_answers()
            image.load(self.client)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    def command(self) -> list[str]:
        here = self.folder
        return [DOCKERD, "--config-file", f"{here}/daemon.json", "--data-root", self.data,
                "--exec-root", self.state, "--pidfile", f"{here}/pid", "--host", self.url,
                "--cgroup-parent", self.cgroup]

    def launch(self) -> subprocess.Popen:
        with open(f"{self.folder}/daemon.json", "w", encoding="ascii") as config:
            config.write("{}\n")
        with open(self.log, "wb") as log:
            return subprocess.Popen(
                [*UNSHARE, self.folder, self.root, *self.command()],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                env={"PATH": self.path_with_runtime(), "HOME": self.folder})

    def path_with_runtime(self) -> str:
        """PATH of the daemon; its runc stands in front where the machine lacks a capability."""
        if machine_bounding() & EVERY == EVERY:
            return PATH
        os.mkdir(f"{self.folder}/bin")
        shutil.copy(f"{HERE}/runc-within-bounds", f"{self.folder}/bin/runc")
        return f"{self.folder}/bin:{PATH}"

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            if self.process.poll() is not None:
                self.give_up("dockerd ended")
            with contextlib.suppress(OSError):
                self.client.get("/_ping")
                return
            if time.monotonic() > deadline:
                self.give_up(f"dockerd did not answer within {PATIENCE} s")
            time.sleep(0.1)

    def give_up(self, reason: str) -> None:
        with open(self.log, encoding="utf-8", errors="replace") as log:
            last = "".join(log.readlines()[-5:])
        skip(f"{reason}; its log ends with:\n{last}")

    @property
    def pid(self) -> int:
        return self.process.pid

    def docker(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        """The engine's own docker command against it, with nobody's configuration."""
        inside = ["nsenter", f"--target={self.pid}", "--mount", "--wd=/"] if self.root else []
        done = subprocess.run([*inside, DOCKER, "--host", self.url, *arguments], check=False,
                              capture_output=True, text=True, timeout=300,
                              env={"PATH": PATH, "DOCKER_CONFIG": f"{self.folder}/config"})
        if check and done.returncode != 0:
            raise RuntimeError(f"docker {' '.join(arguments)}: {done.stderr.strip()}")
        return done

    def stop(self) -> None:
        """End every process of the engine and its containers, and take its files away."""
        with without_signals():
            self.client.close()
            if self.process is not None:
                processes.end(self.process, self.cgroup)
            processes.remove_cgroups(self.cgroup)
            shutil.rmtree(self.folder, ignore_errors=True)


def require(root: str) -> None:
    """Skip where no private engine can be started."""
    if os.geteuid() != 0:
        skip("not root: a private engine cannot be started")
    for program in (DOCKER, DOCKERD):
        if not os.access(root + program, os.X_OK):
            skip(f"no {root}{program} (package docker.io)")
    tried = subprocess.run([*UNSHARE, "/nowhere", "", "true"], capture_output=True, text=True,
                           check=False, env={"PATH": PATH})
    if tried.returncode != 0:
        skip(f"no namespaces for a private engine: {tried.stderr.strip()}")


def turn_signals_into_exit() -> None:
    """TERM and INT unwind the with statements."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda received, _: sys.exit(128 + received))


@contextlib.contextmanager
def without_signals():
    """A second Ctrl-C must not cut the cleaning short."""
    numbers = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
    signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, numbers)


def main(command: list[str]) -> int:
    usual = command[:1] == ["--usual"]
    if not command[usual:]:
        print("usage: engine.py [--usual] COMMAND...", file=sys.stderr)
        return 2
    with Engine(usual=usual) as engine:
        return subprocess.run(command[usual:], check=False,
                              env=dict(os.environ, DOCKER_HOST=engine.url)).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
