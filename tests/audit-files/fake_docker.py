"""A docker command that answers from saved inspect output, and the place it is found in.

As a program it is the part of that command that fills in templates; a shell does the rest, since a
test starts it thousands of times.
"""

import contextlib
import json
import shlex
import sys
import tempfile
from pathlib import Path
from typing import Any, Iterator

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import go_template  # noqa: E402

VERSION = "Client:\n Version: 20.10.24\nServer:\n Engine:\n  Version: 20.10.24\n"
PODMAN = "Client: Podman Engine\nVersion: 4.3.1\n"
PROGRAM = """#!/bin/sh
cd {place} || exit
test -e works || {{ echo 'Cannot connect to the Docker daemon' >&2; exit 1; }}
case $* in
version) cat version ;;
'info --format {{{{.Swarm.ControlAvailable}}}}') cat manager ;;
'ps' | 'ps --quiet' | 'ps --all --quiet --no-trunc') cat container ;;
'service ls --quiet') cut -c 1-12 service ;;
'container inspect '* | 'service inspect '*) exec {python} -I -S {file} "$@" ;;
*) echo "not faked: $*" >&2; exit 125 ;;
esac
"""


def refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def entries(file: Path) -> list[dict[str, Any]] | None:
    """What can be inspected; None where the file says nothing that an engine could."""
    try:
        text = file.read_bytes().decode("utf-8-sig", "replace")
        found = json.loads(text, parse_constant=refuse)
    except (OSError, ValueError):
        return None
    found = found if isinstance(found, list) else [found]
    return found if all(isinstance(one, dict) and number(one) for one in found) else None


def kind(entry: dict[str, Any]) -> str:
    return "service" if "Spec" in entry else "container"


def number(entry: dict[str, Any]) -> Any:
    return entry.get("Id") or entry.get("ID")


def prepare(place: Path, known: list[dict[str, Any]] | None) -> None:
    """The files that the fake answers from."""
    of = {wanted: [one for one in known or [] if kind(one) == wanted]
          for wanted in ("container", "service")}
    for wanted, found in of.items():
        (place / wanted).write_text("".join(f"{number(one)}\n" for one in found))
    podman = any("BoundingCaps" in one for one in of["container"])
    (place / "manager").write_text("true" if of["service"] else "false")
    (place / "version").write_text(PODMAN if podman else VERSION)
    (place / "known").write_text(json.dumps(known))
    if known is not None:
        (place / "works").touch()


@contextlib.contextmanager
def folder(file: Path) -> Iterator[dict[str, str]]:
    """An environment in which docker is the fake."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        prepare(place, entries(file))
        program = place / "docker"
        program.write_text(PROGRAM.format(place=shlex.quote(name), python=shlex.quote(
            sys.executable), file=shlex.quote(str(HERE / "fake_docker.py"))))
        program.chmod(0o755)
        yield {"PATH": f"{name}:/usr/bin:/bin"}


def typed(service: dict[str, Any]) -> dict[str, Any]:
    """A service as the docker command decodes it: by type, with nothing missing."""
    spec = service.get("Spec") or {}
    inner = (spec.get("TaskTemplate") or {}).get("ContainerSpec") or {}
    lists = {name: inner.get(name) or [] for name in ("CapabilityAdd", "CapabilityDrop")}
    for one in lists.values():
        if not isinstance(one, list) or not all(isinstance(name, str) for name in one):
            raise go_template.Failure("json: cannot unmarshal")
    return {"ID": number(service), "Spec": {"Name": spec.get("Name") or "",
                                            "TaskTemplate": {"ContainerSpec": lists}}}


def inspect(wanted: str, form: str, names: list[str]) -> int:
    """What fits is printed, the rest is told on stderr, as the real one does."""
    status = 0
    known = {number(one): one for one in json.loads(Path("known").read_text())
             if kind(one) == wanted}
    for name in names:
        try:
            full = next(one for one in known if one.startswith(name))
            value = typed(known[full]) if wanted == "service" else known[full]
            print(go_template.Template(form).run(value))
        except (StopIteration, go_template.Failure) as failure:
            print(f"Error: {failure}", file=sys.stderr)
            status = 1
    return status


def main(words: list[str]) -> int:
    match words:
        case [("container" | "service") as wanted, "inspect", "--format", form, *names]:
            return inspect(wanted, form, names)
    print(f"not faked: {words}", file=sys.stderr)
    return 125


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
