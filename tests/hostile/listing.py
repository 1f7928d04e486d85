"""Troubles with the second part of a list, which has the containers older than the newest."""

from typing import Any

from content import BAD_LIST, NOT_JSON, body
from fake_engine import EVERY_KIND, FakeEngine, as_json
from outcome import FINE, Behaviour, Outcome, at
from server import Answer, Request
from transport import BROKEN, HARMLESS, TIMES_OUT, TOO_LARGE, status
from wire import Pieces, as_engine_sends

NEWEST = 128
CONTAINERS = NEWEST + 80
PARTLY = Outcome(exit=3, audited=False, listed=NEWEST)


def of_older(name: str, answer: Answer, outcome: Outcome, **more: object) -> Behaviour:
    return at("older", name, answer, outcome, containers=CONTAINERS, victim=150, **more)


def is_status(name: str) -> bool:
    """Answered with another status than 200, so that the whole list is asked for."""
    return name.startswith(("redirect", "switching")) or name.split()[0].isdigit()


def everything_again(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    """An engine that knows no filter."""
    yield as_engine_sends(as_json(engine.list()))


LISTING: list[Behaviour] = [
    *(of_older(name, answer, FINE) for name, answer in HARMLESS),
    *(of_older(name, answer, PARTLY, timeout=2, options=("--time-limit", "4"))
      for name, answer in TIMES_OUT),
    *(of_older(name, answer, PARTLY) for name, answer in TOO_LARGE),
    *(of_older(name, answer, FINE if is_status(name) else PARTLY) for name, answer in BROKEN),
    *(of_older(name, answer, PARTLY, memory_mib=128) for name, answer in (*NOT_JSON, *BAD_LIST)
      if name not in ("id twice in one entry", "too long")),
    of_older("404", status(404), FINE),
    of_older("everything again", everything_again, FINE),
    of_older("silence one connection", dict(TIMES_OUT)["silence"], PARTLY, timeout=2,
             options=("--connections", "1")),
    *(at("list", f"{count} containers, {connections} connections", body(lambda good: good), FINE,
         containers=count, options=("--connections", str(connections)))
      for count in (NEWEST - 1, NEWEST, NEWEST + 1, 2000) for connections in (1, 2, 4)),
    Behaviour("older:gone-and-refused", {"older": status(500), "whole list": status(500)}, PARTLY,
              CONTAINERS, 150),
    at("older", "of every kind", body(lambda good: good), Outcome(exit=1, verdict="fail"),
       containers=3000, kinds=EVERY_KIND, victim=2001, memory_mib=16),
]
