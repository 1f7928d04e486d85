"""A forwarding proxy before an engine: it keeps the request lines and can act in between."""

import contextlib
import http.client
import socketserver
import threading
from collections.abc import Callable

from client import Client

Action = Callable[[str], None]
NOT_FORWARDED = {"transfer-encoding", "content-length", "connection"}


class Handler(socketserver.StreamRequestHandler):
    """One client's connection: requests in turn, each answered by the engine."""

    server: "Server"

    def handle(self) -> None:
        engine = Client(self.server.engine)
        with contextlib.closing(engine), contextlib.suppress(ConnectionError):
            while line := self.rfile.readline():
                self.forward(engine, line.decode("latin-1").rstrip("\r\n"))

    def forward(self, engine: Client, line: str) -> None:
        headers = http.client.parse_headers(self.rfile)
        body = self.rfile.read(int(headers.get("Content-Length", 0)))
        self.server.lines.append(line)
        method, target, _ = line.split(" ", 2)
        engine.request(method, target, body or None)
        answer = engine.getresponse()
        content = answer.read()
        self.server.action(target)
        self.wfile.write(head(answer, len(content)) + content)


def head(answer: http.client.HTTPResponse, length: int) -> bytes:
    kept = [f"{name}: {value}" for name, value in answer.getheaders()
            if name.lower() not in NOT_FORWARDED]
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}", *kept, f"Content-Length: {length}"]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Listens on a socket; `lines` are the request lines seen, `action` runs before each answer."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, path: str, engine: str, action: Action):
        super().__init__(path, Handler)
        self.engine, self.action = engine, action
        self.lines: list[str] = []
        self.url = f"unix://{path}"


@contextlib.contextmanager
def proxy(path: str, engine: str, action: Action = lambda target: None):
    """A proxy at path for the time of a with statement."""
    with Server(path, engine, action) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
