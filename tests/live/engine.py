#!/usr/bin/python3
"""A private Docker Engine for tests, in a with statement: see daemon.py for what is private.

As a program: engine.py [--usual] COMMAND... runs a command with DOCKER_HOST pointing at such an
engine.
"""

import os
import subprocess
import sys

import image
from daemon import Daemon

DOCKER = "/usr/bin/docker"
DOCKERD = "/usr/sbin/dockerd"


class Engine(Daemon):
    """A running dockerd."""

    @classmethod
    def programs(cls) -> tuple[str, ...]:
        return DOCKER, DOCKERD

    def command(self) -> list[str]:
        here = self.folder
        with open(f"{here}/daemon.json", "w", encoding="ascii") as config:
            config.write("{}\n")
        places = ["--data-root", f"{here}/data", "--exec-root", f"{here}/exec"]
        return [DOCKERD, "--config-file", f"{here}/daemon.json", "--pidfile", f"{here}/pid",
                "--host", self.url, "--cgroup-parent", self.cgroup,
                *([] if self.usual else places)]

    def ready(self) -> None:
        image.load(self.client)

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "DOCKER_CONFIG": f"{self.folder}/config"}

    def docker(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        """The engine's own docker command against it, with nobody's configuration."""
        return self.run_inside(DOCKER, "--host", self.url, *arguments, check=check)


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
