"""Making the containers of the scenario table with the docker command alone."""

from concurrent.futures import ThreadPoolExecutor

import image
from engine import Engine
from scenario import Scenario

SLEEP = ("sleep", "100000")


def make(engine: Engine, case: Scenario) -> None:
    """Make one container and bring it into its state."""
    docker = engine.docker
    options = ("--pull", "never", "--name", case.name, *case.options.split(), image.NAME)
    if case.state == "created":
        docker("create", *options, *SLEEP)
    elif case.state == "exited":
        docker("run", *options, "true")
    else:
        docker("run", "--detach", *options, *SLEEP)
    if case.state == "paused":
        docker("pause", case.name)


def make_all(engine: Engine, cases: list[Scenario]) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda case: make(engine, case), cases))
