"""A thin client of an engine's API over its unix socket."""

import http.client
import json
import queue
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any


class Refused(Exception):
    """The engine answered with a status of 400 or more."""

    def __init__(self, status: int, message: str):
        super().__init__(f"{status}: {message}")
        self.status = status


class Client(http.client.HTTPConnection):
    """One kept-alive connection; not for use by several threads at once."""

    def __init__(self, path: str, timeout: float = 120):
        super().__init__("engine", timeout=timeout)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)

    def call(self, method: str, target: str, body: Any = None) -> Any:
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        kind = "application/x-tar" if isinstance(body, bytes) else "application/json"
        try:
            self.request(method, target, data, {"Content-Type": kind} if data is not None else {})
            answer = self.getresponse()
            content = answer.read()
        except BaseException:
            self.close()  # half a request must not be in the way of the next
            raise
        if answer.status >= 400:
            raise Refused(answer.status, content.decode(errors="replace").strip())
        return json.loads(content) if content.startswith((b"{", b"[")) else content

    def get(self, target: str) -> Any:
        return self.call("GET", target)

    def create(self, name: str, body: dict) -> str:
        return self.call("POST", f"/containers/create?name={name}", body)["Id"]

    def start(self, container: str) -> None:
        self.call("POST", f"/containers/{container}/start")

    def remove(self, container: str) -> None:
        self.call("DELETE", f"/containers/{container}?force=1&v=1")

    def inspect(self, container: str) -> dict:
        return self.get(f"/containers/{container}/json")

    def list(self) -> list[dict]:
        return self.get("/containers/json?all=1")


def on_all(path: str, items: Iterable, action: Callable[[Client, Any], Any],
           threads: int = 4) -> list:
    """Do action(client, item) for every item over several connections; answers in their order."""
    waiting: queue.SimpleQueue = queue.SimpleQueue()
    answers: dict[int, Any] = {}
    failures: list[BaseException] = []
    for numbered in enumerate(items):
        waiting.put(numbered)

    def work() -> None:
        client = Client(path)
        try:
            while not failures:
                number, item = waiting.get_nowait()
                answers[number] = action(client, item)
        except queue.Empty:
            pass
        except BaseException as failure:  # pylint: disable=broad-except
            failures.append(failure)
        finally:
            client.close()

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if failures:
        raise failures[0]
    return [answers[number] for number in range(len(answers))]
