#!/usr/bin/env python3
"""Prometheus' own tools, node_exporter's textfile collector and OpenMetrics' parser."""

import json
import socket
import subprocess
import time
import unittest
import urllib.request

import consumers
from consumers import results

# Prints every series as a parser of prometheus_client has it: name, labels and value. A label that
# is empty is one that is not there: node_exporter gives all series of a family the same names.
PARSE = """
import json, sys
from importlib import import_module
parser = import_module(sys.argv[1])
for family in parser.text_string_to_metric_families(open(sys.argv[2], encoding="utf-8").read()):
    for sample in family.samples:
        labels = sorted(one for one in sample.labels.items() if one[1])
        print(json.dumps([sample.name, labels, sample.value]))
"""
OPENMETRICS, PROMETHEUS = "prometheus_client.openmetrics.parser", "prometheus_client.parser"
EXPORTER = "prometheus-node-exporter"


def row(case: str, subject: dict, verdict: str) -> tuple[str, str, str]:
    """Hostile names are written without what would act on a terminal: their numbers tell."""
    return subject.get("id") or "", "" if case == "hostile" else subject["name"], verdict


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Exporter:
    """node_exporter on the loopback interface, with the textfile collector alone."""

    def __init__(self, folder) -> None:
        self.address = f"127.0.0.1:{free_port()}"
        self.process = subprocess.Popen(
            [EXPORTER, "--collector.disable-defaults", "--collector.textfile",
             f"--collector.textfile.directory={folder}", f"--web.listen-address={self.address}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)

    def scrape(self) -> str:
        until = time.monotonic() + 30
        while True:
            try:
                with urllib.request.urlopen(f"http://{self.address}/metrics", timeout=10) as page:
                    return page.read().decode()
            except OSError:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise
                time.sleep(0.1)


class Metrics(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.written = consumers.Written()
        cls.addClassCleanup(cls.written.kept.cleanup)

    def wanted(self, case: str) -> list[tuple[str, str, str]]:
        return sorted(row(case, one["subject"], one["verdict"]) for one in results(case))

    def series(self, parser: str, path) -> list[list]:
        """All series of ours in a file."""
        done = consumers.run("/usr/bin/python3", "-c", PARSE, parser, path)
        self.assertEqual(done.returncode, 0, done.stderr)
        read = map(json.loads, done.stdout.splitlines())
        return sorted(one for one in read if one[0].startswith("cisdocker_"))

    def verdicts(self, case: str, series: list[list]) -> list[tuple[str, str, str]]:
        labels = [dict(one[1]) for one in series if one[0] == "cisdocker_result"]
        return sorted(row(case, one, one["result"]) for one in labels)

    def test_promtool(self) -> None:
        for case in ("rich", "hostile", "empty"):
            with open(self.written.report(case, "openmetrics"), "rb") as text:
                done = subprocess.run(["promtool", "check", "metrics"], stdin=text, check=False,
                                      capture_output=True, text=True, timeout=consumers.PATIENCE)
            self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))
        consumers.note("openmetrics", "promtool check metrics", "nothing to complain about")

    def test_promtool_complains(self) -> None:
        path = self.written.report("rich", "openmetrics")
        text = path.read_text().replace("# HELP cisdocker_result", "# HELP cisdocker_other", 1)
        done = subprocess.run(["promtool", "check", "metrics"], input=text, check=False,
                              capture_output=True, text=True, timeout=consumers.PATIENCE)
        self.assertNotEqual(done.returncode, 0)

    def test_parser(self) -> None:
        for case in ("rich", "empty", "hostile"):
            read = self.series(OPENMETRICS, self.written.report(case, "openmetrics"))
            self.assertEqual(self.verdicts(case, read), self.wanted(case))
        consumers.note("openmetrics", "prometheus_client's OpenMetrics parser",
                       "the verdict of every subject")

    def test_node_exporter(self) -> None:
        """What it hands on is, series by series, what the file has."""
        for case in ("rich", "hostile"):
            with self.subTest(case=case):
                path = self.written.report(case, "openmetrics")
                exporter = Exporter(path.parent)
                self.addCleanup(exporter.stop)
                page = path.with_name("page")
                page.write_text(exporter.scrape(), "utf-8")
                self.assertIn("node_textfile_scrape_error 0", page.read_text("utf-8"))
                read = self.series(PROMETHEUS, page)
                self.assertEqual(read, self.series(OPENMETRICS, path))
                self.assertEqual(self.verdicts(case, read), self.wanted(case))
        consumers.note("openmetrics", "node_exporter's textfile collector",
                       "every series with its value, the verdict of every subject among them; no "
                       "scrape error")

    def test_node_exporter_drops_what_is_wrong(self) -> None:
        path = self.written.report("empty", "openmetrics")
        path.write_text(path.read_text().replace(" gauge", " stateset"))
        exporter = Exporter(path.parent)
        self.addCleanup(exporter.stop)
        self.assertIn("node_textfile_scrape_error 1", exporter.scrape())


if __name__ == "__main__":
    consumers.need_program("promtool")
    consumers.need_program(EXPORTER)
    if consumers.run("/usr/bin/python3", "-c", "import prometheus_client").returncode != 0:
        consumers.missing("python3-prometheus-client")
    unittest.main()
