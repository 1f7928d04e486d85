"""What a behaviour is, and what must come of it."""

from dataclasses import dataclass
from typing import Optional

from fake_engine import PASSING
from server import Answer

VICTIM = 9  # drops ALL, so it would pass


@dataclass(frozen=True)
class Outcome:
    exit: int
    verdict: str = "pass"  # the victim's
    reasons: tuple[str, ...] = ()  # one of these, where any are named
    audited: bool = True  # False: the target is incomplete
    listed: Optional[int] = None  # an incomplete target has no result, or at least so many


FINE = Outcome(exit=0)
VANISHED = Outcome(exit=0, verdict="notapplicable", reasons=("vanished",))
UNREADABLE = Outcome(exit=3, verdict="error", reasons=("evidence-unreadable",))
MALFORMED = Outcome(exit=3, verdict="error", reasons=("evidence-malformed",))
NO_EVIDENCE = Outcome(exit=3, verdict="error", reasons=("evidence-unreadable",
                                                        "evidence-malformed"))
NET_RAW_KEPT = Outcome(exit=1, verdict="fail", reasons=("net-raw-default",))
UNKNOWN_NAME = Outcome(exit=1, verdict="fail", reasons=("unknown-capability",))
NO_TARGET = Outcome(exit=3, audited=False)
NO_LIST = Outcome(exit=3, audited=False, listed=0)


@dataclass(frozen=True)
class Behaviour:
    name: str
    answers: dict[str, Answer]  # by route; at "inspect" for the victim, at "every inspect" for all
    outcome: Outcome  # at "every inspect" each container meets this or its own verdict
    containers: int = 12
    victim: int = VICTIM
    kinds: tuple[str, ...] = PASSING
    timeout: int = 30  # given to the command, and the base of the wall-clock limit
    memory_mib: int = 32
    options: tuple[str, ...] = ()
    shown: Optional[str] = None  # the victim's name in the report
    in_text: bool = False  # run once more with --format text


def at(route: str, name: str, answer: Answer, outcome: Outcome, **more: object) -> Behaviour:
    label = f"{route}: {name}".replace(" ", "-").replace(":-", ":")
    return Behaviour(label, {route: answer}, outcome, **more)  # type: ignore[arg-type]
