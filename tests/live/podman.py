"""A private Podman service for tests, in a with statement: see daemon.py for what is private."""

import json
import os
import subprocess
import tomllib

import image
from daemon import PATH, Daemon

PODMAN = "/usr/bin/podman"
# Root without CAP_SYS_RESOURCE cannot raise the limits that Podman would give a container.
CONFIGURATION = """[containers]
default_ulimits = ["nofile=1024:4096", "nproc=1024:4096"]
netns = "none"
{defaults}
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
[engine.runtimes]
runc = ["{runc}"]
"""
SHIPPED = "/usr/share/containers/containers.conf"
RUNS = {"run", "create"}


class Podman(Daemon):
    """A running `podman system service` of root; its files are always in the usual places.

    bare: do not take the default capabilities from the distribution's containers.conf; Podman's
    built-in ones differ. default: what a container gets instead of both.
    """

    def __init__(self, root: str = "", bare: bool = False, default: tuple[str, ...] = ()):
        super().__init__(root, usual=True)
        self.bare, self.default = bare, default

    @classmethod
    def programs(cls) -> tuple[str, ...]:
        return (PODMAN,)

    def command(self) -> list[str]:
        defaults = "" if self.bare else self.default_capabilities()
        with open(f"{self.folder}/containers.conf", "w", encoding="ascii") as file:
            file.write(CONFIGURATION.format(runc=self.runc(), defaults=defaults))
        return [PODMAN, "system", "service", "--time=0", self.url]

    def ready(self) -> None:
        self.run_inside(PODMAN, "import", "-", image.NAME, given=image.archive())

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "CONTAINERS_CONF": f"{self.folder}/containers.conf",
                "PODMAN_IGNORE_CGROUPSV1_WARNING": "1"}

    def podman(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        """The podman command on the same storage."""
        first, *others = arguments
        if first in RUNS:
            others = [*self.placement(), "--pull", "never", *others]
        return self.run_inside(PODMAN, first, *others, check=check)

    def placement(self) -> list[str]:
        return ["--cgroup-parent", self.cgroup]

    def runc(self) -> str:
        """Where the runtime is, seen from inside."""
        if self.path != PATH:
            return f"{self.path.split(':', 1)[0]}/runc"
        return "/usr/sbin/runc" if os.path.exists(f"{self.root}/usr/sbin/runc") else "/usr/bin/runc"

    def default_capabilities(self) -> str:
        """The line of containers.conf that says what a container gets."""
        with open(self.root + SHIPPED, "rb") as file:
            shipped = tomllib.load(file)["containers"].get("default_capabilities")
        names = list(self.default) or shipped
        return f"default_capabilities = {json.dumps(names)}" if names else ""
