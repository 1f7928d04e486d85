"""A private daemon with namespaces, a folder, a socket, a log and a cgroup of its own."""

import contextlib
import glob
import os
import shutil
import subprocess
import tempfile
import time

import processes
from capability import EVERY
from client import Client
from kernel import machine_bounding
from signals import turn_signals_into_exit, without_signals
from skip import skip

HERE = os.path.dirname(os.path.abspath(__file__))
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
# Anonymous namespaces die with their last process. A second dockerd in one network namespace would
# re-address the first one's bridge.
UNSHARE = ("unshare", "--net", "--uts", "--mount", "--propagation", "private", f"{HERE}/isolate")
PATIENCE = 60
PREFIX = "cisd-live-"


class Daemon:
    """Runs for the time of a with statement; the kind of daemon says how in command() and ready().

    root: a folder with another Debian whose programs are to run. usual: have the files where they
    usually are, beneath /var/lib, and a host name of its own (for saved output).
    """

    def __init__(self, root: str = "", usual: bool = False):
        require(root, self.programs())
        self.root, self.usual = root, usual
        sweep()
        self.folder = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
        os.chmod(self.folder, 0o755)
        if usual:
            os.mkdir(f"{self.folder}/usual")
        self.socket = f"{self.folder}/engine.sock"
        self.url = f"unix://{self.socket}"
        self.cgroup = f"/{os.path.basename(self.folder)}"
        self.path = self.path_with_runtime()
        self.process: subprocess.Popen | None = None
        self.client = Client(self.socket)

    @classmethod
    def programs(cls) -> tuple[str, ...]:
        """What must be there."""
        raise NotImplementedError

    def command(self) -> list[str]:
        """The daemon's command line, after its files are prepared."""
        raise NotImplementedError

    def ready(self) -> None:
        """The daemon answers now: give it an image."""
        raise NotImplementedError

    def __enter__(self):
        turn_signals_into_exit()
        try:
            self.process = self.launch()
            self.wait_until_it_answers()
            self.ready()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    def environment(self) -> dict[str, str]:
        """Nothing of the caller's own settings."""
        return {"PATH": self.path, "HOME": self.folder}

    def path_with_runtime(self) -> str:
        """A runc that copes stands in front where the machine lacks a capability."""
        if machine_bounding() & EVERY == EVERY:
            return PATH
        os.mkdir(f"{self.folder}/bin")
        shutil.copy(f"{HERE}/runc-within-bounds", f"{self.folder}/bin/runc")
        return f"{self.folder}/bin:{PATH}"

    def launch(self) -> subprocess.Popen:
        with open(f"{self.folder}/log", "wb") as log:
            return subprocess.Popen(
                [*UNSHARE, self.folder, self.root, *self.command()], start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment())

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            if self.process.poll() is not None:
                self.give_up("the daemon ended")
            with contextlib.suppress(OSError):
                self.client.get("/_ping")
                return
            if time.monotonic() > deadline:
                self.give_up(f"the daemon did not answer within {PATIENCE} s")
            time.sleep(0.1)

    def give_up(self, reason: str) -> None:
        with open(f"{self.folder}/log", encoding="utf-8", errors="replace") as log:
            last = "".join(log.readlines()[-5:])
        skip(f"{reason}; its log ends with:\n{last}")

    @property
    def pid(self) -> int:
        return self.process.pid

    def run_inside(self, *command: str, check: bool = True,
                   given: bytes | None = None) -> subprocess.CompletedProcess:
        """Run a command in the daemon's mount namespace."""
        done = subprocess.run(["nsenter", f"--target={self.pid}", "--mount", "--net", "--wdns=/",
                               *command], check=False, capture_output=True, input=given,
                              timeout=300, env=self.environment())
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        if check and done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
        return done

    def stop(self) -> None:
        """End every process of the daemon and its containers, and take its files away."""
        with without_signals():
            self.client.close()
            processes.end(self.folder, self.cgroup)
            if self.process is not None:
                self.process.wait()
            processes.remove_cgroups(self.cgroup)
            shutil.rmtree(self.folder, ignore_errors=True)


def require(root: str, programs: tuple[str, ...]) -> None:
    """Skip where no private daemon can be started."""
    if os.geteuid() != 0:
        skip("not root: a private engine cannot be started")
    for program in programs:
        if not os.access(root + program, os.X_OK):
            skip(f"no {root}{program}")
    tried = subprocess.run([*UNSHARE, "/nowhere", "", "true"], capture_output=True, text=True,
                           check=False, env={"PATH": PATH})
    if tried.returncode != 0:
        skip(f"no namespaces for a private engine: {tried.stderr.strip()}")


def sweep() -> None:
    """Take away what a test left that was killed outright; its daemon got the death signal."""
    for folder in glob.glob(f"{tempfile.gettempdir()}/{PREFIX}*-*"):
        name = os.path.basename(folder)
        owner = name.removeprefix(PREFIX).split("-", 1)[0]
        if owner.isdigit() and not os.path.exists(f"/proc/{owner}"):
            processes.end(folder, f"/{name}")
            processes.remove_cgroups(f"/{name}")
            shutil.rmtree(folder, ignore_errors=True)
