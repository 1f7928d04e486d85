"""Which capabilities an engine can give, found by asking it."""

import image
from capability import BIT, NAMES
from client import Client, Refused

PROBE = "probe-of-names"
# The second one from newer engines, for what the machine itself lacks.
REFUSALS = ("unknown capability", "capability not supported by your kernel")


def known(client: Client) -> int:
    """The mask of the names that the engine accepts in CapAdd."""
    return sum(BIT[name] for name in NAMES if accepts(client, name))


def accepts(client: Client, name: str) -> bool:
    try:
        client.create(PROBE, {"Image": image.NAME, "Cmd": ["true"],
                              "HostConfig": {"CapAdd": [name]}})
    except Refused as refusal:
        if not any(words in str(refusal) for words in REFUSALS):
            raise
        return False
    client.remove(PROBE)
    return True
