"""A private Podman service of a user who is not root: see daemon.py for what is private.

The user, and the subordinate ids that Podman maps, exist in the daemon's mount namespace only.
"""

import os
import shutil
import subprocess

from daemon import HERE
from podman import Podman

NUMBER = 47654
NAME = "cisd"
FILES = {
    "passwd": f"root:x:0:0::/root:/bin/sh\n{NAME}:x:{NUMBER}:{NUMBER}::{{home}}:/bin/sh\n",
    "group": f"root:x:0:\n{NAME}:x:{NUMBER}:\n",
    "subuid": f"{NAME}:{NUMBER * 10}:65536\n",
    "subgid": f"{NAME}:{NUMBER * 10}:65536\n",
}
STORAGE = """[storage]
driver = "vfs"
graphroot = "{home}/storage"
runroot = "{home}/run/storage"
rootless_storage_path = "{home}/storage"
"""


class Rootless(Podman):
    """A running `podman system service` of a user."""

    @classmethod
    def programs(cls) -> tuple[str, ...]:
        return *super().programs(), "/usr/bin/newuidmap", "/usr/bin/newgidmap"

    def command(self) -> list[str]:
        self.prepare()
        return [*self.as_user(), *super().command()]

    def prepare(self) -> None:
        """The user's home with its files, and the files that make him a user."""
        for folder in ("etc", "run"):
            os.mkdir(f"{self.folder}/{folder}")
        for name, content in FILES.items():
            with open(f"{self.folder}/etc/{name}", "w", encoding="ascii") as file:
                file.write(content.format(home=self.folder))
        with open(f"{self.folder}/storage.conf", "w", encoding="ascii") as file:
            file.write(STORAGE.format(home=self.folder))
        # Another Debian's root does not have this folder, but the engine's.
        shutil.copy(f"{HERE}/as-user", self.folder)
        for place in (self.folder, f"{self.folder}/run"):
            os.chown(place, NUMBER, NUMBER)
            os.chmod(place, 0o711)
        os.chmod(f"{self.folder}/run", 0o700)

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "XDG_RUNTIME_DIR": f"{self.folder}/run",
                "CONTAINERS_STORAGE_CONF": f"{self.folder}/storage.conf"}

    def placement(self) -> list[str]:
        """None: he may not make cgroups, and his containers stay in that of as-user."""
        return []

    def run_inside(self, *command: str, **how) -> subprocess.CompletedProcess:
        return super().run_inside(*self.as_user(), *command, **how)

    def as_user(self) -> tuple[str, ...]:
        return f"{self.folder}/as-user", self.folder, str(NUMBER)
