"""Saving an engine's answers to files, without what only tells of the machine they were made on."""

import json
import platform

from client import Client

KERNEL = platform.release()
# Where an engine would fetch images from, and what holds for one answer only.
LEFT_OUT = {"IndexServerAddress", "RegistryConfig", "registries"}
# The Swarm's own certificate and settings, in its managers' info.
SWARM_LEFT_OUT = {"Cluster"}
HEAD_LEFT_OUT = {"Content-Length", "Date"}


def save(path: str, content: str) -> None:
    """The kernel's release loses what its builder added; nothing else is changed."""
    content = content.replace(KERNEL, KERNEL.split("-", maxsplit=1)[0])
    with open(path, "w", encoding="utf-8") as file:
        file.write(content if content.endswith("\n") else content + "\n")


def save_answer(client: Client, target: str, path: str) -> None:
    """An answer's body as PATH.json, its head as PATH.head: engines tell who they are there."""
    client.request("GET", target)
    answer = client.getresponse()
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}"]
    lines += [f"{name}: {value}" for name, value in answer.getheaders()
              if name not in HEAD_LEFT_OUT]
    save(f"{path}.json", without_site(answer.read().decode()))
    save(f"{path}.head", "\n".join(lines))
    client.close()


def without_site(content: str) -> str:
    """The very bytes, unless something has to go."""
    value = json.loads(content)
    if not isinstance(value, dict):
        return content
    swarm = value.get("Swarm") or {}
    if not LEFT_OUT & value.keys() and not SWARM_LEFT_OUT & swarm.keys():
        return content
    kept = {key: value for key, value in value.items() if key not in LEFT_OUT}
    for key in SWARM_LEFT_OUT & swarm.keys():
        del swarm[key]
    return json.dumps(kept, separators=(",", ":"), ensure_ascii=False)
