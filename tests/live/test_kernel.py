#!/usr/bin/python3
"""A real engine, containers made by the docker command: report and kernel must agree."""

import sys

import agreement
import audit
import oracle
import scenario
from engine import Engine
from known import known
from making import make_all
from scenario import Scenario
from tally import Tally

FEWEST_RUNNING = 30


def cases_for(names: int) -> list[Scenario]:
    """The scenarios whose capabilities the engine has names for."""
    def possible(case: Scenario) -> bool:
        words = case.options.replace("=", " ").split()
        added = tuple(word for before, word in zip(words, words[1:]) if before == "--cap-add")
        return not oracle.only_named(added) & ~names
    return scenario.RUNNING + [case for case in scenario.NEWER if possible(case)] + scenario.STOPPED


def hold(tally: Tally, case: Scenario, result: dict, inspected: dict, names: int) -> None:
    """One result against the table, the engine, the oracle and, if it runs, the kernel."""
    tally.equal(inspected["State"]["Status"], case.state, f"{case.name}: state of the container")
    tally.equal(result["verdict"], case.verdict, f"{case.name}: verdict")
    tally.equal(audit.codes(result), set(case.codes.split()), f"{case.name}: reasons")
    tally.expect(all(reason["message"] for reason in result["reasons"]), f"{case.name}: message")
    agreement.with_engine(tally, result, inspected)
    agreement.with_oracle(tally, result, inspected, names)
    if inspected["State"]["Pid"]:
        agreement.with_kernel(tally, result, inspected, names)


def whole(tally: Tally, report: dict, cases: list[Scenario], version: str) -> None:
    """The report as a whole: nobody is missing, the counts add up, the target is named."""
    names = sorted(result["subject"]["name"] for result in report["results"])
    tally.equal(names, sorted(case.name for case in cases), "names in the report")
    counts = {word: number for word, number in report["counts"].items() if number}
    fails = sum(case.verdict == "fail" for case in cases)
    tally.equal(counts, {"fail": fails, "pass": len(cases) - fails}, "counts")
    tally.equal((report["schema"], report["profile"]), ("cisdocker-report/1", "cis"), "schema")
    tally.equal(len(report["targets"]), 1, "number of targets")
    target = report["targets"][0]
    seen = [target[key] for key in ("kind", "engine", "engine_version", "complete", "error")]
    tally.equal(seen, ["engine", "docker", version, True, None], "target")


def steady(tally: Tally, engine: Engine) -> None:
    """The same evidence gives the same bytes."""
    once, again = (audit.check(engine.url)[1].stdout for _ in range(2))
    fixed = [audit.run("check", "5.4", "--host", engine.url, "--format", "json",
                       SOURCE_DATE_EPOCH="1700000000").stdout for _ in range(2)]
    tally.expect(len(once) == len(again), "two audits differ in length")
    tally.expect(fixed[0] == fixed[1], "two audits with SOURCE_DATE_EPOCH differ")


def compare(engine: Engine, tally: Tally) -> str:
    """Bring all scenarios about in a running engine and hold the report against them."""
    names = known(engine.client)
    cases = cases_for(names)
    make_all(engine, cases)
    version = engine.client.get("/version")["Version"]
    report, done = audit.check(engine.url)
    tally.equal(done.returncode, 1, f"exit status ({done.stderr.strip()})")
    whole(tally, report, cases, version)
    results, running = audit.by_name(report), 0
    for case in cases:
        inspected = engine.client.inspect(case.name)
        running += inspected["State"]["Running"]
        if case.name in results:
            hold(tally, case, results[case.name], inspected, names)
    tally.expect(running >= FEWEST_RUNNING, f"only {running} containers were running")
    steady(tally, engine)
    return f"engine {version}, {len(cases)} containers, {running} running, names {names:011x}"


def main() -> int:
    tally = Tally("test_kernel")
    with Engine() as engine:
        note = compare(engine, tally)
    return tally.status(note)


if __name__ == "__main__":
    sys.exit(main())
