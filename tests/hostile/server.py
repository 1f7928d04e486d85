#!/usr/bin/env python3
"""A fake Docker Engine on a unix socket.

Started as a program it behaves well and answers until it is ended:
    server.py --socket PATH [--containers N] [--every-kind]
The hostile-engine test gives it behaviours that do not.
"""

import argparse
import re
import signal
import socket
import threading
from dataclasses import dataclass
from typing import Any, Callable, Optional

from fake_engine import EVERY_KIND, PASSING, FakeEngine, as_json
from wire import Close, Hang, Pause, Piece, Pieces, as_engine_sends

ROUTES = (
    ("version", re.compile(r"/version")),
    ("info", re.compile(r"(?:/v\d\.\d{1,3})?/info")),
    ("list", re.compile(r"(?:/v\d\.\d{1,3})?/containers/json\?all=1")),
    ("inspect", re.compile(r"(?:/v\d\.\d{1,3})?/containers/([0-9a-f]{64})/json")),
)
LONGEST_REQUEST = 65536


@dataclass
class Request:
    method: str
    path: str
    route: str  # "other" where the path is none a careful client asks for
    container_id: str
    nth: int = 1  # how often this path was asked for, this time included
    on_connection: int = 1


# What an answer is made from: the request, the document a good engine would send, the engine.
Answer = Callable[[Request, Any, FakeEngine], Pieces]


def good_answer(request: Request, document: Any, engine: FakeEngine) -> Pieces:
    if document is None:
        yield as_engine_sends(as_json({"message": "page not found"}), 404)
    else:
        yield as_engine_sends(as_json(document))


def parse_request(text: str) -> Request:
    method, _, rest = text.partition(" ")
    path = rest.split(" ", 1)[0]
    for route, pattern in ROUTES:
        match = pattern.fullmatch(path)
        if match:
            return Request(method, path, route, match.group(1) if match.groups() else "")
    return Request(method, path, "other", "")


class Server:
    """Serves one engine; `choose` says who answers a request."""

    def __init__(self, path: str, engine: FakeEngine,
                 choose: Callable[[Request], Answer] = lambda request: good_answer,
                 backlog: int = 128) -> None:
        self.path, self.engine, self.choose = path, engine, choose
        self.requests: list[Request] = []
        self.most_connections = 0
        self.failures: list[str] = []  # of behaviours that are wrong themselves
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._seen: dict[str, int] = {}
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(path)
        self._listener.listen(backlog)

    def __enter__(self) -> "Server":
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        with self._lock:
            for connection in self._open:
                quietly_shut(connection)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def wait(self) -> None:
        self._stopping.wait()

    def _start(self, run: Callable[..., None], *arguments: Any) -> None:
        thread = threading.Thread(target=run, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self._open.add(connection)
                self.most_connections = max(self.most_connections, len(self._open))
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        try:
            self._answer_all(connection)
        except OSError:
            pass  # the client went away, as some are meant to
        except Exception as error:
            self.failures.append(f"{type(error).__name__}: {error}")
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _answer_all(self, connection: socket.socket) -> None:
        pending, served = b"", 0
        while not self._stopping.is_set():
            while b"\r\n\r\n" not in pending:
                data = connection.recv(65536)
                if not data or len(pending) > LONGEST_REQUEST:
                    return
                pending += data
            text, _, pending = pending.partition(b"\r\n\r\n")
            served += 1
            request = self._note(text.decode("latin-1"), served)
            pieces = self.choose(request)(request, self._document(request), self.engine)
            if not all(self._send(connection, piece) for piece in pieces):
                return

    def _note(self, text: str, served: int) -> Request:
        request = parse_request(text)
        with self._lock:
            request.nth = self._seen[request.path] = self._seen.get(request.path, 0) + 1
            request.on_connection = served
            self.requests.append(request)
        return request

    def _document(self, request: Request) -> Optional[Any]:
        makers: dict[str, Callable[[], Any]] = {
            "version": self.engine.version, "info": self.engine.info, "list": self.engine.list,
            "inspect": lambda: self.engine.inspect(request.container_id), "other": lambda: None,
        }
        return makers[request.route]()

    def _send(self, connection: socket.socket, piece: Piece) -> bool:
        """False when nothing more is to be sent on this connection."""
        if isinstance(piece, bytes):
            connection.sendall(piece)
        elif isinstance(piece, Pause):
            self._stopping.wait(piece.seconds)
        elif isinstance(piece, Hang):
            while connection.recv(65536):
                pass
        return not isinstance(piece, (Hang, Close)) and not self._stopping.is_set()


def quietly_shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description="a well-behaved fake Docker Engine")
    parser.add_argument("--socket", required=True, metavar="PATH")
    parser.add_argument("--containers", type=int, default=12, metavar="N")
    parser.add_argument("--every-kind", action="store_true", help="failing containers too")
    options = parser.parse_args()
    engine = FakeEngine(options.containers, EVERY_KIND if options.every_kind else PASSING)
    with Server(options.socket, engine) as server:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: server._stopping.set())
        print("ready", flush=True)
        server.wait()


if __name__ == "__main__":
    main()
