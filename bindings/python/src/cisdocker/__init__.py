"""Decides CIS Docker Benchmark 5.4 for containers, with libcisdocker.

>>> import cisdocker
>>> with cisdocker.Audit() as audit:
...     audit.add_command("docker run --cap-drop=ALL nginx")
...     for result in audit:
...         print(result.verdict, result.image)
pass nginx

Objects that hold memory of the library (:class:`Audit`, :class:`Result`, :class:`Report`,
:class:`Policy`, :class:`Renderer`) have ``close()`` and work with ``with``; what is forgotten is
freed when it is collected. Calls into the library release the GIL. Results, collected reports and
policies may be used by any number of threads; an audit and a renderer by one at a time, else they
raise :class:`Error` with ``ErrorCode.STATE``.
"""

from ._library import version
from .audit import Audit, Progress
from .capabilities import Capability, CapabilitySet, default_capabilities
from .content import Content
from .context import Context
from .errors import CancelledError, Error
from .policy import Policy, PolicyEntry
from .rendering import Renderer, RenderOptions, Sink
from .report import Fixed, PolicyNote, Reader, Report, Results, Target
from .result import (
    Evidence,
    KernelEvidence,
    Location,
    Reason,
    Remedy,
    Result,
    Rollout,
    Waiver,
)
from .rules import Rule
from .words import (
    CapabilityClass,
    Change,
    ErrorCode,
    FixForm,
    Format,
    Kernel,
    NoteKind,
    Profile,
    ReasonCode,
    Severity,
    SubjectKind,
    Verdict,
)

__version__ = "0.1.0"

__all__ = [
    "Audit",
    "CancelledError",
    "Capability",
    "CapabilityClass",
    "CapabilitySet",
    "Change",
    "Content",
    "Context",
    "Error",
    "ErrorCode",
    "Evidence",
    "FixForm",
    "Fixed",
    "Format",
    "Kernel",
    "KernelEvidence",
    "Location",
    "NoteKind",
    "Policy",
    "PolicyEntry",
    "PolicyNote",
    "Profile",
    "Progress",
    "Reader",
    "Reason",
    "ReasonCode",
    "Remedy",
    "RenderOptions",
    "Renderer",
    "Report",
    "Result",
    "Results",
    "Rollout",
    "Rule",
    "Severity",
    "Sink",
    "SubjectKind",
    "Target",
    "Verdict",
    "Waiver",
    "__version__",
    "default_capabilities",
    "version",
]
