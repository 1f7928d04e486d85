"""Rule 5.4 written a second time, in Python, to hold the library's answers against.

Only what a real engine from 19.03 on can bring about, in the profile `cis`, without a policy.
"""

from typing import NamedTuple

from capability import BIT, DEFAULT, mask, plain

RAW = BIT["NET_RAW"]


class Options(NamedTuple):
    """What a container was created with, in the spelling it was given."""

    privileged: bool = False
    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    @classmethod
    def of(cls, inspected: dict) -> "Options":
        host = inspected["HostConfig"]
        return cls(host["Privileged"], tuple(host["CapAdd"] or ()), tuple(host["CapDrop"] or ()))


def has_all(names) -> bool:
    return any(name.upper() == "ALL" for name in names)


def only_named(names) -> int:
    return mask(name for name in names if plain(name) != "ALL")


def everything(options: Options) -> bool:
    """Whether the grant starts from all that the engine has."""
    return options.privileged or has_all(options.add)


def grant(options: Options, known: int) -> int:
    """The capabilities the engine configures; known is the mask of those it has a name for."""
    added, dropped = only_named(options.add), only_named(options.drop)
    if options.privileged:
        return known
    if has_all(options.add):
        return known & ~dropped
    if has_all(options.drop):
        return added
    return DEFAULT & ~dropped | added


def legacy_grant(options: Options, known: int) -> int:
    """The same up to 18.09."""
    added, dropped = only_named(options.add), only_named(options.drop)
    if options.privileged:
        return known
    if has_all(options.drop):
        return added
    return (known if has_all(options.add) else DEFAULT) & ~dropped | added


def excess(granted: int) -> int:
    return granted & (RAW | ~DEFAULT)


def reasons(options: Options, known: int) -> set[str]:
    """The codes the report must give, no more and no fewer."""
    granted = grant(options, known)
    if options.privileged:
        return {"privileged"}
    if has_all(options.add):
        return {"add-all"}
    if not excess(granted):
        return {"all-dropped" if has_all(options.drop) else "net-raw-dropped"}
    found = {"added-beyond-default"} if granted & ~DEFAULT else set()
    if granted & RAW:
        found.add("net-raw-added" if only_named(options.add) & RAW else "net-raw-default")
    return found


def verdict(options: Options, known: int) -> str:
    failing = everything(options) or excess(grant(options, known))
    return "fail" if failing else "pass"
