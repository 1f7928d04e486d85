#!/usr/bin/env python3
"""Every option that the docker and podman commands of this machine have is read as they read it."""

import os
import re
import subprocess
import sys
import unittest

from lines import judge

DOCKER = ["/usr/bin/docker", "/usr/local/bin/docker"]
FORMS = [*((path, verb) for path in DOCKER for verb in ("run", "create", "service create")),
         *(("/usr/bin/podman", verb) for verb in ("run", "create"))]
OPTION = re.compile(r"^ +(?:-(\w), )?--([a-z0-9-]+)(?: (\S+))?(?:  |$)")
# They decide, or make nothing.
APART = {"help", "cap-add", "cap-drop", "privileged", "platform", "rootfs"}


def options(path: str, verb: str) -> list[tuple[str, str, bool]]:
    """Of each option its letter, its name, and whether it takes a value."""
    done = subprocess.run([path, *verb.split(), "--help"], capture_output=True, text=True,
                          check=False, timeout=30)
    found = [OPTION.match(line) for line in done.stdout.splitlines()]
    return [(match[1] or "", match[2], match[3] is not None) for match in found
            if match and match[2] not in APART]


def lines(path: str, verb: str) -> list[str]:
    start = f"{os.path.basename(path)} {verb} --cap-drop ALL"
    made = []
    for letter, name, takes_value in options(path, verb):
        if takes_value:
            made += [f"{start} --{name} value image", f"{start} --{name}=value image"]
            made += [f"{start} -{letter}value image", f"{start} -{letter} value image"] * bool(letter)
        else:
            made += [f"{start} --{name} image", f"{start} --{name}=false image"]
            made += [f"{start} -{letter} image", f"{start} -{letter}=0 image"] * bool(letter)
    return made


class Help(unittest.TestCase):
    def test_each(self) -> None:
        for path, verb in FORMS:
            if not os.access(path, os.X_OK):
                continue
            with self.subTest(path, verb=verb):
                made = lines(path, verb)
                self.assertGreater(len(made), 80)
                for line, result in zip(made, judge(made)):
                    self.assertEqual((result["verdict"], result["subject"]["image"]),
                                     ("pass", "image"), line)


if __name__ == "__main__":
    if not any(os.access(path, os.X_OK) for path, _ in FORMS):
        print("skipped: neither the docker nor the podman command is here", file=sys.stderr)
        sys.exit(77)
    unittest.main()
