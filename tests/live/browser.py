"""Chromium without a window, driven through a pipe: no port, no profile that stays, no network."""

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

PROGRAM = "/usr/bin/chromium"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-dev-shm-usage", "--remote-debugging-pipe")
PATIENCE = 180
COMPLAINTS = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled",
              "Audits.issueAdded")


def high_pipe() -> list[int]:
    """A pipe out of the way of 3 and 4, where Chromium's ends are put."""
    low = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in low]
    for end in low:
        os.close(end)
    return high


class Browser:
    """One browser with one page; what the page complains of is kept in `complaints`."""

    def __enter__(self) -> "Browser":
        self.complaints: list[dict] = []
        self.requests: list[str] = []
        self.loaded = False
        self.number, self.session, self.unread = 0, "", b""
        self.folder = tempfile.mkdtemp(prefix="cisdocker-browser-")
        try:
            self.start()
            self.attach()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        theirs_in, self.writer = high_pipe()
        self.reader, theirs_out = high_pipe()
        # Chromium reads commands from 3 and answers on 4
        plumbing = 'exec 3<&"$0" 4>&"$1"; shift; exec "$@"'
        self.process = subprocess.Popen(
            ["bash", "-c", plumbing, str(theirs_in), str(theirs_out), PROGRAM, *FLAGS,
             f"--user-data-dir={self.folder}"], pass_fds=(theirs_in, theirs_out),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, env={**os.environ, "HOME": self.folder})
        os.close(theirs_in)
        os.close(theirs_out)

    def stop(self) -> None:
        if hasattr(self, "process"):
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
            os.close(self.reader)
            os.close(self.writer)
        shutil.rmtree(self.folder, ignore_errors=True)

    def attach(self) -> None:
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            self.ask(f"{domain}.enable")
        self.ask("Performance.enable", timeDomain="threadTicks")
        self.ask("Emulation.setScrollbarsHidden", hidden=True)

    def receive(self, until: float) -> dict:
        while b"\0" not in self.unread:
            ready, _, _ = select.select([self.reader], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise TimeoutError("chromium does not answer")
            got = os.read(self.reader, 1 << 20)
            if not got:
                raise EOFError("chromium ended")
            self.unread += got
        message, _, self.unread = self.unread.partition(b"\0")
        return json.loads(message)

    def note(self, event: dict) -> None:
        method = event.get("method", "")
        if method in COMPLAINTS:
            self.complaints.append(event["params"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(event["params"]["request"]["url"])
        elif method == "Page.loadEventFired":
            self.loaded = True

    def ask(self, method: str, **params: Any) -> dict:
        """Send a command and wait for its answer, keeping the events that come before it."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.writer, data):]
        until = time.monotonic() + PATIENCE
        while (answer := self.receive(until)).get("id") != self.number:
            self.note(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def open(self, page: Path) -> None:
        until, self.loaded = time.monotonic() + PATIENCE, False
        self.ask("Page.navigate", url=page.resolve().as_uri())
        while not self.loaded:
            self.note(self.receive(until))

    def worked(self) -> float:
        """The processor time of the page's thread so far, which other programs do not lengthen."""
        metrics = self.ask("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in metrics}["ThreadTime"]

    def value(self, script: str) -> Any:
        done = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in done:
            raise RuntimeError(f"{script}: {done['exceptionDetails']['text']}")
        return done["result"].get("value")

    def click(self, selector: str) -> None:
        """With the mouse, as a person does: in the middle of what is there to be seen."""
        script = (f"(() => {{ const box = document.querySelector({json.dumps(selector)}); "
                  "box.scrollIntoView({block: 'center'}); const at = box.getBoundingClientRect(); "
                  "return [at.x + at.width / 2, at.y + at.height / 2]; })()")
        x, y = self.value(script)
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def window(self, width: int, height: int) -> None:
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=False)

    def scheme(self, name: str) -> None:
        self.ask("Emulation.setEmulatedMedia", media="",
                 features=[{"name": "prefers-color-scheme", "value": name}])

    def medium(self, name: str) -> None:
        self.ask("Emulation.setEmulatedMedia", media=name, features=[])

    def screenshot(self) -> bytes:
        return base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"])
