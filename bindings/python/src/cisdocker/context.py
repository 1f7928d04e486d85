"""Docker contexts: what the docker command calls an endpoint and its keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from ._library import PathText, encode, ffi, lib, text_or_none
from .errors import check, new_box


@dataclass(frozen=True)
class Context:
    """A context. "default", and no current one, has neither name nor host."""

    name: Optional[str]
    host: Optional[str]
    """The endpoint, as :meth:`Audit.add_engine` takes it."""
    tls_authority: Optional[str]
    tls_certificate: Optional[str]
    tls_key: Optional[str]

    @staticmethod
    def load(name: Optional[str] = None, folder: Optional[PathText] = None) -> Context:
        """Find a context by name, the current one for None.

        `folder` is the docker command's configuration folder, ``~/.docker`` unless given.
        ``ErrorCode.ARGUMENT`` where there is none of that name.
        """
        box, out = new_box(), ffi.new("cisd_context **")
        folder = Path.home() / ".docker" if folder is None else folder
        named = ffi.NULL if name is None else encode(name)
        check(lib.cisd_context_load(encode(folder), named, out, box), box)
        context = ffi.gc(out[0], lib.cisd_context_free)
        return Context(
            text_or_none(lib.cisd_context_name(context)),
            text_or_none(lib.cisd_context_host(context)),
            text_or_none(lib.cisd_context_authority(context)),
            text_or_none(lib.cisd_context_certificate(context)),
            text_or_none(lib.cisd_context_key(context)),
        )
