"""An engine on a unix socket that gives captured answers, some of them replaced by a test."""

import contextlib
import json
import os
import re
import socketserver
import tempfile
import threading
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.normpath(f"{HERE}/../data/captured/swarm-20.10")
FILES = {"/version": "version", "/info": "info", "/services": "services", "/tasks": "tasks",
         "/containers/json": "list"}
INSPECT = re.compile(r"/containers/([0-9a-f]{64})/json")


def load(name: str) -> Any:
    with open(f"{DATA}/{name}.json", "rb") as file:
        return json.load(file)


class Answers(dict):
    """Documents, or (status, document), or raw bytes, by path."""

    def __init__(self, **replaced: Any):
        super().__init__({path: load(name) for path, name in FILES.items()})
        self.inspected = {one["Id"]: one for one in load("inspect")}
        for name, answer in replaced.items():
            self[f"/{name}"] = answer

    def find(self, path: str) -> tuple[int, bytes]:
        inspect = INSPECT.fullmatch(path)
        answer = self.inspected.get(inspect.group(1)) if inspect else self.get(path)
        if answer is None:
            answer = 404, {"message": "page not found"}
        status, document = answer if isinstance(answer, tuple) else (200, answer)
        return status, document if isinstance(document, bytes) else json.dumps(document).encode()


class Handler(socketserver.StreamRequestHandler):
    """One connection, kept."""

    server: "Server"

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            while line := self.rfile.readline():
                while self.rfile.readline().strip():
                    pass
                self.answer(line.decode("latin-1"))

    def answer(self, line: str) -> None:
        target = line.split(" ")[1]
        self.server.targets.append(target)
        path = re.sub(r"^/v\d\.\d+", "", target.split("?", 1)[0])
        status, body = self.server.answers.find(path)
        head = f"HTTP/1.1 {status} Whatever\r\nContent-Type: application/json\r\n"
        self.wfile.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """`targets` is what was asked for."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, path: str, answers: Answers):
        super().__init__(path, Handler)
        self.answers = answers
        self.targets: list[str] = []
        self.url = f"unix://{path}"


@contextlib.contextmanager
def engine(answers: Answers):
    """A running server."""
    with tempfile.TemporaryDirectory(prefix="cisd-swarm-") as folder:
        server = Server(f"{folder}/engine.sock", answers)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
