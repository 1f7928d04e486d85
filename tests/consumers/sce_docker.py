#!/usr/bin/python3
"""A docker command for test_sce.py: containers of a file, for just what our script asks.

The file in FAKE_DOCKER has the HostConfig of each container by its name; the engine calls itself
what FAKE_ENGINE says.
"""

import hashlib
import json
import os
import sys
from pathlib import Path


def number(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def answer(words: list[str], containers: dict[str, dict]) -> str:
    if words == ["version"]:
        return f"Server: {os.environ['FAKE_ENGINE']}"
    if words[0] == "version":
        return "linux"
    if words[0] == "ps":
        return "\n".join(map(number, containers))
    (name,) = (name for name in containers if number(name) == words[-1])
    config = containers[name]
    keys = ("Privileged", "CapAdd", "CapDrop")
    return "\n".join([f"/{name}", *(json.dumps(config[key], separators=(",", ":"))
                                    for key in keys)])


if __name__ == "__main__":
    print(answer(sys.argv[1:], json.loads(Path(os.environ["FAKE_DOCKER"]).read_text())))
