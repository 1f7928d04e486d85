#!/usr/bin/env python3
"""Floors use lower floors only, parsers have one user each, and the library keeps to itself."""

import graphlib
import re
import sys
import unittest
from pathlib import Path

from source_text import c_files, code_lines, includes

# What each floor may include besides itself and the public header.
FLOORS = {
    "ground": [],
    "facts": ["ground"],
    "readers": ["facts", "ground"],
    "sources": ["readers", "facts", "ground"],
    "judgement": ["facts", "ground"],
    "report": ["judgement", "facts", "ground"],
    "renderers": ["report", "judgement", "facts", "ground"],
    "api": ["renderers", "report", "judgement", "sources", "readers", "facts", "ground"],
}
PUBLIC = "cisdocker/cisdocker.h"

# Who may include what begins with this.
SOLE_USERS = {
    "<curl/": ["libcisdocker/readers/http.c", "libcisdocker/readers/http_sockets.c",
               "libcisdocker/readers/http_sockets.h", "libcisdocker/readers/http_trouble.c",
               "libcisdocker/readers/http_trouble.h"],
    "<yajl/": ["libcisdocker/readers/json.c"],
    "<yaml.h": ["libcisdocker/readers/yaml.c"],
    "<libxml/": ["libcisdocker/renderers/xml_library.h"],
    "<dlfcn.h": ["libcisdocker/renderers/xml_library.c"],
}

# Floors that are pure, and all of the system that they may know: no file, no clock, no process.
PURE = ("facts", "judgement", "report")
PURE_HEADERS = {f"<{name}.h>" for name in
                "fnmatch stdalign stdatomic stdbool stddef stdint stdio stdlib string".split()}
FILES = re.compile(r"(?<![\w.>])(fopen|fdopen|fread|fwrite|fgets|remove|rename|tmpfile)\s*\(")

# The library never prints, exits, or reads or changes what belongs to the whole process.
FORBIDDEN = """
    getenv secure_getenv setenv putenv unsetenv clearenv setlocale chdir umask
    printf vprintf puts putchar fprintf vfprintf fputs fputc putc perror dprintf
    exit _exit _Exit quick_exit abort assert atexit signal sigaction raise
    rand srand random srandom strtok localtime gmtime ctime asctime strerror
    system popen fork gets sprintf vsprintf alloca atoi atol atof
""".split()
CALL = re.compile(rf"(?<![\w.>])({'|'.join(FORBIDDEN)})\s*\(")
STREAM = re.compile(r"\b(stdin|stdout|stderr|environ)\b")
ALLOCATION = re.compile(r"(?<![\w.>])(malloc|calloc|realloc|reallocarray|free|strdup|strndup|"
                        r"asprintf|vasprintf)\s*\(")
ALLOCATOR = "libcisdocker/ground/memory.c"


def library() -> list[Path]:
    return c_files("libcisdocker")


def floor_breach(path: Path, name: str) -> str | None:
    """What is wrong with a quoted include of a library file."""
    floor = path.parts[1]
    target = name.strip('"').split("/")[0]
    if name == f'"{PUBLIC}"' or target == floor:
        return None
    if floor not in FLOORS:
        return f"'{floor}' is no floor"
    if target in FLOORS[floor]:
        return None
    return f"{floor} must not include {name}"


def user_breach(path: Path, name: str) -> str | None:
    """Whether a file includes what is another's alone."""
    for prefix, users in SOLE_USERS.items():
        if name.startswith(prefix) and str(path) not in users:
            return f"only {' '.join(users)} includes {name}"
    return None


def purity_breach(path: Path, name: str) -> str | None:
    """Whether a file of a pure floor includes what could open something or tell the time."""
    if path.parts[1] not in PURE or name.startswith('"') or name in PURE_HEADERS:
        return None
    return f"{path.parts[1]} is pure and must not include {name}"


def command_breach(path: Path, name: str) -> str | None:
    """Whether the command includes more than the public header and its own."""
    own = name.strip('"').removeprefix("cli/")
    if name.startswith("<") or name == f'"{PUBLIC}"':
        return user_breach(path, name)
    if any(str(file).removeprefix("cli/") == own for file in c_files("cli")):
        return None
    return f"the command includes {name}: the public header and its own only"


def include_breaches(paths: list[Path], judge) -> list[str]:
    return [f"{path}:{line}: {breach}"
            for path in paths for line, name in includes(path)
            if (breach := judge(path, name)) is not None]


def code_breaches(paths: list[Path], pattern: re.Pattern[str], why: str) -> list[str]:
    return [f"{path}:{line}: {match[1]}: {why}"
            for path in paths for line, code in code_lines(path)
            for match in pattern.finditer(code)]


def module_graph() -> dict[str, set[str]]:
    """Which module (a .c and its .h) includes which, by path without suffix."""
    graph: dict[str, set[str]] = {}
    for path in library():
        module = str(path.with_suffix("")).removeprefix("libcisdocker/")
        used = {name.strip('"').rsplit(".", 1)[0] for _, name in includes(path)
                if name.startswith('"')}
        graph.setdefault(module, set()).update(used - {module})
    return graph


class Layers(unittest.TestCase):
    """Each breach is told as file:line."""

    def clean(self, breaches: list[str]) -> None:
        if breaches:
            self.fail("\n" + "\n".join(breaches))

    def test_files_are_found(self) -> None:
        """Guards the tests below against looking at nothing."""
        self.assertEqual({path.parts[1] for path in library()} - set(FLOORS), set())
        self.assertGreater(len(library()), 30)

    def test_floors(self) -> None:
        def judge(path: Path, name: str) -> str | None:
            return floor_breach(path, name) if name.startswith('"') else user_breach(path, name)

        self.clean(include_breaches(library(), judge))

    def test_pure_floors(self) -> None:
        pure = [path for path in library() if path.parts[1] in PURE]
        self.assertEqual({path.parts[1] for path in pure}, set(PURE))
        self.clean(include_breaches(pure, purity_breach))
        self.clean(code_breaches(pure, FILES, "not in a pure floor"))

    def test_modules_form_no_cycle(self) -> None:
        try:
            list(graphlib.TopologicalSorter(module_graph()).static_order())
        except graphlib.CycleError as cycle:
            self.fail(" -> ".join(cycle.args[1]))

    def test_command_uses_the_public_header(self) -> None:
        self.clean(include_breaches(c_files("cli"), command_breach))

    def test_no_hidden_effects(self) -> None:
        self.clean(code_breaches(library(), CALL, "not in a library"))
        self.clean(code_breaches(library(), STREAM, "not in a library"))

    def test_memory_has_one_door(self) -> None:
        others = [path for path in library() if str(path) != ALLOCATOR]
        self.clean(code_breaches(others, ALLOCATION, f"memory comes from {ALLOCATOR}"))


class Judges(unittest.TestCase):
    """The judges above see a breach when there is one."""

    def test_floor_breaches_are_seen(self) -> None:
        rule = Path("libcisdocker/judgement/rule54.c")
        self.assertIsNotNone(floor_breach(rule, '"readers/json.h"'))
        self.assertIsNotNone(floor_breach(rule, '"api/error.h"'))
        self.assertIsNone(floor_breach(rule, '"facts/subject.h"'))
        self.assertIsNone(floor_breach(rule, f'"{PUBLIC}"'))

    def test_foreign_parsers_are_seen(self) -> None:
        self.assertIsNotNone(user_breach(Path("libcisdocker/sources/engine.c"), "<curl/curl.h>"))
        self.assertIsNotNone(user_breach(Path("libcisdocker/renderers/junit.c"),
                                         "<libxml/xmlwriter.h>"))
        self.assertIsNotNone(command_breach(Path("cli/main.c"), '"report/report.h"'))

    def test_impurity_is_seen(self) -> None:
        self.assertIsNotNone(purity_breach(Path("libcisdocker/judgement/policy.c"), "<time.h>"))
        self.assertIsNone(purity_breach(Path("libcisdocker/sources/engine.c"), "<time.h>"))
        self.assertIsNotNone(FILES.search("file = fopen(path)"))

    def test_calls_are_seen(self) -> None:
        for code in ("x = getenv (name);", "exit(1);", "    printf(", "!assert(a)"):
            self.assertIsNotNone(CALL.search(code), code)
        for code in ("cisd_exit(1);", "buffer_printf(out);", "it->exit(1);", "snprintf(a, b, c)"):
            self.assertIsNone(CALL.search(code), code)


if __name__ == "__main__":
    sys.exit(unittest.main())
