"""An sshd at loopback of an engine's network namespace, with keys and configuration of its own."""

import contextlib
import os
import shutil
import signal
import subprocess
import time

from daemon import Daemon
from skip import skip

SSHD, KEYGEN = "/usr/sbin/sshd", "/usr/bin/ssh-keygen"
PATIENCE = 20
SHELL_PATH = "/usr/local/bin:/usr/bin:/bin"
# A home of its own for root: nobody's .bashrc or authorized_keys.
START = 'mkdir -p /run/sshd; mount --bind "$1" /root; exec "$2" -D -e -f "$3"'


class Key:
    """An ssh key pair."""

    def __init__(self, folder: str, name: str):
        self.private, self.public = f"{folder}/{name}", f"{folder}/{name}.pub"
        subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", self.private],
                       check=True, stdin=subprocess.DEVNULL)

    def line(self) -> str:
        with open(self.public, encoding="ascii") as public:
            return " ".join(public.read().split()[:2])


class Sshd:
    """Runs for the time of a with statement. `path` is what the sessions find programs in."""

    def __init__(self, daemon: Daemon, port: int, host: Key, user: Key, path: str = SHELL_PATH):
        for program in (SSHD, KEYGEN):
            if not os.access(program, os.X_OK):
                skip(f"no {program} (package openssh-server)")
        self.daemon, self.port = daemon, port
        self.folder = f"{daemon.folder}/sshd-{port}"
        os.makedirs(f"{self.folder}/home")
        self.write(host, user, path)
        self.process: subprocess.Popen | None = None

    def write(self, host: Key, user: Key, path: str) -> None:
        allowed = shutil.copy(user.public, f"{self.folder}/authorized_keys")
        lines = (f"ListenAddress 127.0.0.1:{self.port}", f"HostKey {host.private}",
                 f"AuthorizedKeysFile {allowed}", f"PidFile {self.folder}/pid",
                 "PermitRootLogin prohibit-password", "PasswordAuthentication no",
                 "KbdInteractiveAuthentication no", "StrictModes no", "UsePAM no",
                 f"SetEnv PATH={path}")
        with open(f"{self.folder}/config", "w", encoding="ascii") as config:
            config.write("\n".join(lines) + "\n")

    def __enter__(self):
        inside = ("nsenter", f"--target={self.daemon.pid}", "--mount", "--net", "--wdns=/",
                  "unshare", "--mount", "--propagation", "private")
        with open(f"{self.folder}/log", "wb") as log:
            self.process = subprocess.Popen(
                [*inside, "sh", "-ec", START, "sh", f"{self.folder}/home", SSHD,
                 f"{self.folder}/config"], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, env=self.daemon.environment())
        self.wait()
        return self

    def __exit__(self, *_) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while "Server listening on" not in (said := self.said()):
            if self.process.poll() is not None or time.monotonic() > deadline:
                skip(f"sshd does not start: {said.strip()}")
            time.sleep(0.05)

    def said(self) -> str:
        with open(f"{self.folder}/log", encoding="utf-8", errors="replace") as log:
            return log.read()
