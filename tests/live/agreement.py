"""Holding one result of a report against the kernel, the engine and the oracle."""

import oracle
from capability import EVERY, mask, named
from kernel import bounding, machine_bounding
from oracle import Options
from tally import Tally

SEVERITIES = {"low", "medium", "high"}


def with_engine(tally: Tally, result: dict, inspected: dict) -> None:
    """Subject and evidence are what the engine says, in the spelling it keeps."""
    name, host = inspected["Name"].removeprefix("/"), inspected["HostConfig"]
    subject, evidence = result["subject"], result["evidence"]
    tally.equal(subject["kind"], "container", f"{name}: kind")
    tally.equal(subject["id"], inspected["Id"], f"{name}: id")
    tally.equal(subject["name"], name, f"{name}: name")
    tally.equal(subject["image"], inspected["Config"]["Image"], f"{name}: image")
    tally.equal(subject["state"], inspected["State"]["Status"], f"{name}: state")
    tally.equal(evidence["privileged"], host["Privileged"], f"{name}: evidence.privileged")
    tally.equal(evidence["cap_add"], host["CapAdd"] or [], f"{name}: evidence.cap_add")
    tally.equal(evidence["cap_drop"], host["CapDrop"] or [], f"{name}: evidence.cap_drop")


def with_kernel(tally: Tally, result: dict, inspected: dict, known: int) -> None:
    """The grant is CapBnd of the first process, but for bits that this machine has not got.

    For a container with everything, also but for bits that the engine has no name for.
    """
    name, kernel = inspected["Name"].removeprefix("/"), bounding(inspected["State"]["Pid"])
    granted = mask(result["granted"]) & machine_bounding()
    if oracle.everything(Options.of(inspected)):
        granted &= known
    tally.expect(granted == kernel, f"{name}: granted {granted:011x}, kernel {kernel:011x}")
    if "kernel" in result["evidence"]:
        seen = mask(result["evidence"]["kernel"]["bounding"])
        tally.expect(seen == kernel, f"{name}: evidence {seen:011x}, kernel {kernel:011x}")


def with_oracle(tally: Tally, result: dict, inspected: dict, known: int) -> None:
    """Grant, excess, verdict and reasons are what the rule says of these options."""
    name, options = inspected["Name"].removeprefix("/"), Options.of(inspected)
    granted = oracle.grant(options, known)
    within = known if oracle.everything(options) else EVERY
    tally.equal(mask(result["granted"]) & within, granted, f"{name}: granted by {options}")
    tally.equal(result["granted"], named(mask(result["granted"])), f"{name}: order of granted")
    tally.equal(mask(result["excess"]) & within, oracle.excess(granted), f"{name}: excess")
    tally.equal(result["verdict"], oracle.verdict(options, known), f"{name}: verdict of {options}")
    codes = {reason["code"] for reason in result["reasons"]}
    tally.equal(codes, oracle.reasons(options, known), f"{name}: reasons of {options}")
    remedied(tally, name, result)


def remedied(tally: Tally, name: str, result: dict) -> None:
    """Who fails is told how to pass; who passes is told nothing."""
    tally.equal(bool(result["remediation"]), result["verdict"] == "fail", f"{name}: remediation")
    tally.expect(result["severity"] in SEVERITIES, f"{name}: severity {result['severity']!r}")
    tally.equal(result["waived"], False, f"{name}: waived")
