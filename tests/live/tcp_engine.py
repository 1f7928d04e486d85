"""A private engine that listens at loopback of its own network namespace, with or without TLS."""

import subprocess

import audit
from engine import Engine
from keys import Authority, Pair

HERE = "127.0.0.1"
TLS_PORT, PLAIN_PORT = 2376, 2375


class TcpEngine(Engine):
    """Has options of its own."""

    def __init__(self, *options: str):
        self.options = options
        super().__init__()

    def command(self) -> list[str]:
        return [*super().command(), *self.options]

    def run(self, *words: str, within: tuple[str, ...] = (), **more: str
            ) -> subprocess.CompletedProcess:
        """The command under test, in that namespace."""
        inside = ("nsenter", f"--target={self.pid}", "--net", "--", *within)
        return audit.run("check", "5.4", *words, before=inside, timeout=60,
                         SOURCE_DATE_EPOCH="0", **more)


def tls_engine(authority: Authority, server: Pair) -> TcpEngine:
    return TcpEngine("--host", f"tcp://{HERE}:{TLS_PORT}", "--tlsverify",
                     "--tlscacert", authority.certificate,
                     "--tlscert", server.certificate, "--tlskey", server.key)
