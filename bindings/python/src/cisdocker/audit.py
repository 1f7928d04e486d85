"""One run of a rule over targets, as an iterator of results."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Callable, Optional, Union

from . import callbacks  # noqa: F401 - defines what C calls
from ._guard import Guard
from ._library import PathText, Texts, encode, ffi, lib
from ._native_object import NativeObject
from .errors import Bridge, Error, check, new_box
from .policy import Policy
from .report import Reader, Report, report_from
from .result import Result, results_from
from .words import PROFILES, ErrorCode, Kernel, Profile, number_of

Progress = Callable[[int, int], object]
"""Told subjects done and in all (0 while that is not known); returns True to cancel the audit."""


# So many results are drawn in one call at most, where none has to be waited for.
_MOST = lib.CISDPY_MOST


class Audit(NativeObject):
    """An audit: add targets, then iterate over it, or ask for the next result.

    Results come while the work goes on and are not kept. Nothing is opened before the first is
    asked for; settings and targets are refused with ``ErrorCode.STATE`` from then on.
    """

    def __init__(  # noqa: PLR0913 - each is an option that most leave alone
        self,
        rule: str = "5.4",
        *,
        profile: Union[Profile, str] = Profile.CIS,
        policies: Iterable[Policy] = (),
        kernel: Kernel = Kernel.AUTO,
        services: bool = True,
        trust_label: Optional[str] = None,
        time: Union[int, datetime, None] = None,
        progress: Optional[Progress] = None,
    ) -> None:
        """Make an audit of a rule.

        :param profile: what to judge by.
        :param policies: what the site requires and accepts.
        :param kernel: whether the kernel is asked what running processes can do.
        :param services: whether Swarm services are audited.
        :param trust_label: the key of a label in which subjects may say what they require: the
            audited then writes part of its own verdict.
        :param time: fixes the report's times, so that equal evidence gives equal bytes.
        :param progress: told as the work goes on, and now and then while an engine keeps it
            waiting; what it raises comes out of the iteration.
        """
        out, self._box = ffi.new("cisd_audit **"), new_box()
        check(lib.cisd_audit_new(encode(rule), ffi.NULL, out, self._box), self._box)
        kept: list[Any] = []

        def free(audit: Any, _kept: Any = kept) -> None:
            lib.cisd_audit_free(audit)

        super().__init__(ffi.gc(out[0], free))
        self._packed = ffi.new("cisdpy_packed *")
        self._queue: deque[Result] = deque()
        self._ahead = 1
        self._waits = self._stopped = False
        self._kept, self._bridges = kept, list[Bridge]()
        self._guard = Guard("the audit")
        self._told = progress is not None
        self._configure(lib.cisd_audit_set_profile, number_of(PROFILES, Profile(profile)))
        self._configure(lib.cisd_audit_set_kernel, kernel.value)
        self._configure(lib.cisd_audit_set_services, int(services))
        if trust_label is not None:
            self._configure(lib.cisd_audit_trust_label, encode(trust_label))
        if time is not None:
            self._configure(lib.cisd_audit_set_time, _seconds(time))
        for policy in policies:
            self.add_policy(policy)
        if progress is not None:
            self._set_progress(progress)

    def _configure(self, call: Callable[..., int], *arguments: Any) -> None:
        handle = self._handle
        with self._guard:
            check(call(handle, *arguments, self._box), self._box)

    def _bridge(self, callback: Any) -> Any:
        """Let C call a callback for as long as the audit lives."""
        self._waits = True
        bridge = Bridge(callback)
        self._bridges.append(bridge)
        self._kept.append(bridge)
        return bridge.handle

    def _set_progress(self, progress: Progress) -> None:
        lib.cisd_audit_set_progress(self._handle, lib.cisdpy_progress, self._bridge(progress))

    def add_policy(self, policy: Policy) -> None:
        """Apply a policy, beside those applied already."""
        self._configure(lib.cisd_audit_add_policy, policy._handle)

    def set_baseline(self, baseline: Report, name: str = "baseline") -> None:
        """Hold what will be found against an older report: each result then has its change.

        `name` stands for it in reports. ``ErrorCode.UNSUPPORTED`` where it is of another check or
        profile.
        """
        self._configure(lib.cisd_audit_set_baseline, encode(name), baseline._handle)

    def select(self, key: str, value: str) -> None:
        """Restrict the audit to subjects that fit.

        Keys: ``name`` and ``image`` take a shell glob, ``label`` takes K or K=V, ``state`` takes
        the engine's word. Of several values for one key one must fit, of several keys all.
        """
        self._configure(lib.cisd_audit_select, encode(key), encode(value))

    def add_engine(  # noqa: PLR0913 - each is an option that most leave alone
        self,
        uri: str,
        *,
        timeout: float = 0,
        time_limit: float = 0,
        connections: int = 0,
        tls_authority: Optional[PathText] = None,
        tls_certificate: Optional[PathText] = None,
        tls_key: Optional[PathText] = None,
        ssh_program: Optional[PathText] = None,
        ssh_environment: Optional[Mapping[str, str]] = None,
    ) -> None:
        """Add a live engine: ``unix:///path``, ``tcp://host[:port]`` or ``ssh://[user@]host``.

        :param timeout: seconds for one request; 0: 30.
        :param time_limit: seconds for the whole engine; 0: 600.
        :param connections: at once, 1 to 16; 0: 8, or 1 through ssh.
        :param tls_authority: with any of the three files, in PEM, ``tcp://`` is TLS and the engine
            is verified: by this authority alone, or by those of the system.
        :param ssh_program: the path of ssh; None: ``/usr/bin/ssh``.
        :param ssh_environment: all the environment that ssh gets.
        """
        texts = Texts()
        options = ffi.new(
            "cisd_engine_options *",
            {
                "size": ffi.sizeof("cisd_engine_options"),
                "timeout_ms": round(timeout * 1000),
                "time_limit_ms": round(time_limit * 1000),
                "connections": connections,
                "tls_authority": texts.one(tls_authority),
                "tls_certificate": texts.one(tls_certificate),
                "tls_key": texts.one(tls_key),
                "ssh_program": texts.one(ssh_program),
                "ssh_environment": texts.many(_assignments(ssh_environment)),
            },
        )
        if ssh_environment is None:
            options.ssh_environment = ffi.NULL
        self._kept.append(texts)
        self._configure(lib.cisd_audit_add_engine, encode(uri), options)
        if not self._told:
            self._told = True
            self._set_progress(_look_up)

    def add_inspect(self, path: PathText) -> None:
        """Add a file: the saved output of ``docker inspect`` and the like."""
        self._configure(lib.cisd_audit_add_inspect, encode(path))
        self._waits = self._waits or not os.path.isfile(os.fsencode(path))  # noqa: PTH113 - no error

    def add_inspect_reader(self, reader: Reader, name: str = "-") -> None:
        """Add saved output from a function or stream; `name` stands for it in the report."""
        read = getattr(reader, "read", reader)
        handle = self._bridge(read)
        self._configure(lib.cisd_audit_add_inspect_reader, encode(name), lib.cisdpy_read, handle)

    def add_compose(
        self,
        *files: PathText,
        env_files: Iterable[PathText] = (),
        environment: Optional[Mapping[str, str]] = None,
        profiles: Iterable[str] = (),
        project_directory: Optional[PathText] = None,
        stack: bool = False,
    ) -> None:
        """Add the services that Compose files declare, merged as Compose merges them.

        :param env_files: the later wins; none: ``.env`` beside the project.
        :param environment: wins over the files; the process's own is not read.
        :param profiles: only services active with these; none: every service.
        :param project_directory: where paths start; None: the first file's folder.
        :param stack: read as ``docker stack deploy`` does.
        """
        texts = Texts()
        others, active, assigned = list(env_files), list(profiles), _assignments(environment)
        options = ffi.new(
            "cisd_compose_options *",
            {
                "size": ffi.sizeof("cisd_compose_options"),
                "files": texts.many(files),
                "file_count": len(files),
                "env_files": texts.many(others),
                "env_file_count": len(others),
                "environment": texts.many(assigned),
                "environment_count": len(assigned),
                "profiles": texts.many(active),
                "profile_count": len(active),
                "project_directory": texts.one(project_directory),
                "stack": stack,
            },
        )
        self._configure(lib.cisd_audit_add_compose, options)

    def add_root(self, directory: PathText) -> None:
        """Add an engine's data root on disk: no engine is needed."""
        self._configure(lib.cisd_audit_add_root, encode(directory))

    def add_command(self, line: str) -> None:
        """Add one command line, such as ``docker run --cap-add=ALL nginx``. It is not kept."""
        self._configure(lib.cisd_audit_add_command, encode(line))

    def __iter__(self) -> Iterator[Result]:
        """Yield results as they come. Waiting, the GIL is released, and Ctrl-C is heard.

        A loop that is left can be gone on with by another one.
        """
        take = self._queue.popleft
        while True:
            try:
                result = take()
            except IndexError:
                if not self._draw():
                    return
                continue
            yield result

    def __next__(self) -> Result:
        """Return the next result."""
        for result in self:
            return result
        raise StopIteration

    def _draw(self) -> bool:
        """Queue the next results, ever more of them; whether there is one. Callbacks get one.

        One that came when a callback had raised waits.
        """
        handle, queue = self._handle, self._queue
        drawn = ffi.gc(ffi.new("cisdpy_drawn *"), lib.cisdpy_drawn_free)
        with self._guard:
            most = 1 if self._waits else self._ahead
            lib.cisdpy_audit_draw(handle, most, drawn, self._packed, self._box)
            queue.extend(results_from(drawn, self._packed))
            if self._stopped:  # while they were drawn
                queue.clear()
            self._ahead = min(2 * most, _MOST)
            self._finish_call(drawn.code)
        return bool(drawn.count)

    def _finish_call(self, code: int) -> None:
        """Raise what a callback raised, be the code what it may, else what the code says."""
        try:
            check(code, self._box)
        finally:
            for bridge in self._bridges:
                bridge.reraise()

    def collect(self) -> Report:
        """Run to the end and return a report that holds every result not yet drawn.

        ``ErrorCode.STATE`` after a loop that was left before it had all that was drawn with what
        it took: results come some at a time, where none has to be waited for.
        """
        handle, out = self._handle, ffi.new("cisd_report **")
        with self._guard:
            if self._queue:
                message = "results drawn ahead would be missing: take them first"
                raise Error(ErrorCode.STATE, message)
            self._finish_call(lib.cisd_audit_collect(handle, out, self._box))
        return report_from(out[0])

    def cancel(self) -> None:
        """Make the call under way, and later ones, raise CancelledError. From any thread.

        Nothing where the audit is closed.
        """
        handle = self.__dict__.get("_handle")
        self._stopped = True
        if handle is not None:
            lib.cisd_audit_cancel(handle)
        self._queue.clear()

    @property
    def report(self) -> Report:
        """The report as far as it has come, without results."""
        borrowed = ffi.cast("cisd_report *", lib.cisd_audit_report(self._handle))
        return report_from(lib.cisd_report_ref(borrowed), self._guard)

    def close(self) -> None:
        """Stop what is under way, and free the memory."""
        self.cancel()
        super().close()


def _look_up(_done: int, _total: int) -> None:
    """Let Python see signals, such as that of Ctrl-C, while an engine keeps it waiting."""


def _seconds(time: Union[int, datetime]) -> int:
    return int(time.timestamp()) if isinstance(time, datetime) else time


def _assignments(environment: Optional[Mapping[str, str]]) -> list[str]:
    return [f"{key}={value}" for key, value in (environment or {}).items()]
