"""The kernel's capabilities by number, and masks of them; independent of the library under test."""

NAMES = (
    "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE"
    " NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO"
    " SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME"
    " SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG"
    " WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE"
).split()
BIT = {name: 1 << number for number, name in enumerate(NAMES)}
DEFAULT_NAMES = (
    "CHOWN DAC_OVERRIDE FOWNER FSETID KILL SETGID SETUID SETPCAP NET_BIND_SERVICE NET_RAW"
    " SYS_CHROOT MKNOD AUDIT_WRITE SETFCAP"
).split()


def mask(names) -> int:
    """The mask of a list of names, with or without CAP_, in any case."""
    return sum({BIT[plain(name)] for name in names})


def plain(name: str) -> str:
    return name.upper().removeprefix("CAP_")


def named(bits: int) -> list[str]:
    """The names of a mask in the kernel's order, as the report writes them."""
    return ["CAP_" + name for name in NAMES if bits & BIT[name]]


DEFAULT = mask(DEFAULT_NAMES)
EVERY = mask(NAMES)
