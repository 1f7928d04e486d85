"""A small engine with two containers: `web` fails, `db` passes."""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from samples import container

CONTAINERS = {
    f"{number:064x}": made
    for number, made in enumerate([container("web"), container("db", CapDrop=["ALL"])], start=1)
}
for ident, made in CONTAINERS.items():
    made["Id"] = ident
VERSION = {
    "Version": "20.10.24",
    "ApiVersion": "1.41",
    "MinAPIVersion": "1.12",
    "Os": "linux",
    "Components": [{"Name": "Engine", "Version": "20.10.24", "Details": {}}],
}
LIST = [
    {"Id": ident, "Names": [made["Name"]], "Image": "nginx", "State": "running", "Labels": {}}
    for ident, made in CONTAINERS.items()
]
ANSWERS: dict[str, Any] = {
    "/_ping": "OK",
    "/version": VERSION,
    "/info": {"OSType": "linux", "Name": "fake-host"},
    "/containers/json": LIST,
    **{f"/containers/{ident}/json": made for ident, made in CONTAINERS.items()},
}


class Handler(BaseHTTPRequestHandler):
    """Answers from the table."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        path = re.sub(r"^/v[\d.]+", "", self.path.partition("?")[0])
        body = json.dumps(ANSWERS.get(path, {"message": "no such page"})).encode()
        self.send_response(200 if path in ANSWERS else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Be quiet."""


class Engine:
    """The engine, for a block; its address."""

    def __enter__(self) -> str:
        """Start."""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()
        return f"tcp://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
