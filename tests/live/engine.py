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
from client import Client
from kernel import machine_bounding
from capability import EVERY
from skip import skip

HERE = os.path.dirname(os.path.abspath(__file__))
DOCKER = "/usr/bin/docker"
DOCKERD = "/usr/sbin/dockerd"
NEEDED = (DOCKER, DOCKERD, "/usr/bin/unshare", "/usr/bin/setpriv")
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
PATIENCE = 60

# The namespaces are anonymous and die with the last process; a second dockerd in one network
# namespace would re-address the first one's bridge. An empty /run/containerd keeps the daemon from
# borrowing the machine's containerd. The death signal ends it if the test is killed outright.
ISOLATE = """
ip link set lo up
mkdir -p /run/containerd
mount -t tmpfs tmpfs /run/containerd
exec setpriv --pdeathsig TERM "$@"
"""


class Engine:
    """A running dockerd; use it in a with statement."""

    def __init__(self, extra: tuple[str, ...] = ()):
        require()
        self.extra = extra
        self.folder = tempfile.mkdtemp(prefix="cisd-live-")
        os.chmod(self.folder, 0o755)
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
        return [DOCKERD, "--config-file", f"{here}/daemon.json", "--data-root", f"{here}/data",
                "--exec-root", f"{here}/exec", "--pidfile", f"{here}/pid", "--host", self.url,
                "--cgroup-parent", self.cgroup, *self.extra]

    def launch(self) -> subprocess.Popen:
        with open(f"{self.folder}/daemon.json", "w", encoding="ascii") as config:
            config.write("{}\n")
        with open(self.log, "wb") as log:
            return subprocess.Popen(
                ["unshare", "--net", "--mount", "--propagation", "private",
                 "sh", "-euc", ISOLATE, "sh", *self.command()],
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
        """The docker command against this engine, with nobody's configuration."""
        done = subprocess.run([DOCKER, "--host", self.url, *arguments], capture_output=True,
                              text=True, check=False, timeout=300,
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


def require() -> None:
    """Skip where no private engine can be started."""
    if os.geteuid() != 0:
        skip("not root: a private engine cannot be started")
    for program in NEEDED:
        if not os.access(program, os.X_OK):
            skip(f"no {program} (packages docker.io, util-linux)")
    tried = subprocess.run(["unshare", "--net", "--mount", "--propagation", "private",
                            "sh", "-euc", ISOLATE, "sh", "true"], capture_output=True, text=True,
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
    if not command:
        print("usage: engine.py COMMAND...", file=sys.stderr)
        return 2
    with Engine() as engine:
        return subprocess.run(command, check=False,
                              env=dict(os.environ, DOCKER_HOST=engine.url)).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
