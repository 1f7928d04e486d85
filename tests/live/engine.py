#!/usr/bin/python3
"""A private Docker Engine for tests, in a with statement: see daemon.py for what is private.

As a program it runs a command with DOCKER_HOST pointing at such an engine.
"""

import argparse
import os
import subprocess
import sys

import image
from daemon import Daemon
from filling import fill

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


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="run a command with a private Docker Engine")
    parser.add_argument("--usual", action="store_true", help="files in the usual places")
    parser.add_argument("--containers", type=int, default=0, metavar="N", help="create N first")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    if not given.command:
        parser.error("no command")
    return given


def main() -> int:
    given = arguments()
    with Engine(usual=given.usual) as engine:
        fill(engine.socket, given.containers)
        return subprocess.run(given.command, check=False,
                              env=dict(os.environ, DOCKER_HOST=engine.url)).returncode


if __name__ == "__main__":
    sys.exit(main())
