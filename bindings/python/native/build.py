"""Builds the extension module `cisdocker._native` with cffi, in API mode."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import cffi

HERE = Path(__file__).resolve().parent
LEAST = "0.1.0"
ADVICE = (
    f"install libcisdocker {LEAST} or newer with its header, "
    "or name the folder of its .pc file in PKG_CONFIG_PATH"
)


def pkg_config(*arguments: str) -> list[str]:
    """What pkg-config says of the library; an error that says what to do where it fails."""
    command = [os.environ.get("PKG_CONFIG", "pkg-config"), *arguments, "libcisdocker"]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    except OSError as error:
        raise SystemExit(f"cannot run '{command[0]}': {error.strerror}") from None
    if done.returncode != 0:
        raise SystemExit(f"cannot build with libcisdocker: {ADVICE}\n{done.stderr.strip()}")
    return shlex.split(done.stdout)


def builder() -> cffi.FFI:
    """The module: declarations, callbacks, and how to compile and link."""
    pkg_config("--print-errors", f"--atleast-version={LEAST}")
    ffi = cffi.FFI()
    for part in ("declarations.h", "record.h", "callbacks.h"):
        ffi.cdef((HERE / part).read_text(encoding="utf-8"))
    ffi.set_source(
        "cisdocker._native",
        (HERE / "record.c").read_text(encoding="utf-8"),
        extra_compile_args=pkg_config("--cflags"),
        # A library that lacks a function is found out when the module is loaded, not later.
        extra_link_args=[*pkg_config("--libs"), "-Wl,-z,now"],
    )
    return ffi
