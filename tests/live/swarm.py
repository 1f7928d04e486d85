"""A private Swarm for tests: engines in namespaces of their own, joined by a bridge in the first's."""

import contextlib
import time

import image
from client import Client
from engine import Engine
from signals import without_signals

NETWORK = "192.168.77"
BRIDGE = "br-swarm"
PATIENCE = 60


class Swarm:
    """Nodes of a Swarm for the time of a with statement; the first one is its manager."""

    def __init__(self, nodes: int = 1, root: str = ""):
        self.nodes = [Engine(root) for _ in range(nodes)]
        self.stack = contextlib.ExitStack()

    @property
    def manager(self) -> Engine:
        return self.nodes[0]

    @property
    def workers(self) -> list[Engine]:
        return self.nodes[1:]

    def __enter__(self) -> "Swarm":
        with contextlib.ExitStack() as stack:
            for node in self.nodes:
                stack.enter_context(node)
            self.name_nodes()
            self.connect()
            self.join()
            self.stack = stack.pop_all()
        return self

    def __exit__(self, *_) -> None:
        with without_signals():
            self.stack.close()

    def name_nodes(self) -> None:
        """Each has a host name of its own, as nodes have."""
        for number, node in enumerate(self.nodes, start=1):
            node.run_inside("nsenter", f"--target={node.pid}", "--uts", "hostname", f"node{number}")

    def connect(self) -> None:
        """No default route: an engine that cannot pull an image takes its own at once."""
        self.manager.run_inside("ip", "link", "add", BRIDGE, "type", "bridge")
        give_address(self.manager, BRIDGE, 1)
        for number, node in enumerate(self.workers, start=2):
            node.run_inside("ip", "link", "add", "swarm", "type", "veth", "peer", "name",
                            f"node{number}", "netns", str(self.manager.pid))
            give_address(node, "swarm", number)
            self.manager.run_inside("ip", "link", "set", f"node{number}", "master", BRIDGE, "up")

    def join(self) -> None:
        self.manager.docker("swarm", "init", "--advertise-addr", f"{NETWORK}.1")
        token = self.manager.docker("swarm", "join-token", "--quiet", "worker").stdout.strip()
        for number, node in enumerate(self.workers, start=2):
            node.docker("swarm", "join", "--advertise-addr", f"{NETWORK}.{number}", "--token",
                        token, f"{NETWORK}.1:2377")

    def create(self, name: str, *options: str, command: tuple[str, ...] = ("sleep", "100000")):
        self.manager.docker("service", "create", "--detach", "--no-resolve-image", "--name", name,
                            "--stop-grace-period", "1s", *options, image.NAME, *command)

    def update(self, name: str, *options: str) -> None:
        self.manager.docker("service", "update", "--detach", "--no-resolve-image", *options, name)

    def tasks(self, client: Client) -> list[dict]:
        """Those that are to run."""
        return [task for task in client.get("/tasks") if task["DesiredState"] == "running"]

    def wait(self, what: str, done) -> None:
        """Until done() says so."""
        deadline = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > deadline:
                raise RuntimeError(f"not within {PATIENCE} s: {what}")
            time.sleep(0.2)


def give_address(node: Engine, link: str, number: int) -> None:
    node.run_inside("ip", "address", "add", f"{NETWORK}.{number}/24", "dev", link)
    node.run_inside("ip", "link", "set", link, "up")
