#!/usr/bin/env python3
"""Prometheus' own tools, node_exporter's textfile collector and OpenMetrics' parser."""

import re
import socket
import subprocess
import time
import unittest
import urllib.request

import consumers
from consumers import results

PARSE = """
import sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families
for family in text_string_to_metric_families(open(sys.argv[1], encoding="utf-8").read()):
    for sample in family.samples:
        if sample.name == "cisdocker_result":
            print(sample.labels["name"] + "\\t" + sample.labels["result"])
"""
EXPORTER = "prometheus-node-exporter"


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

    def wanted(self, case: str) -> list[tuple[str, str]]:
        return sorted((one["subject"]["name"], one["verdict"]) for one in results(case))

    def test_promtool(self) -> None:
        for case in ("rich", "hostile", "empty"):
            with open(self.written.report(case, "openmetrics"), "rb") as text:
                done = subprocess.run(["promtool", "check", "metrics"], stdin=text, check=False,
                                      capture_output=True, text=True, timeout=consumers.PATIENCE)
            self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))
        consumers.note("openmetrics", "promtool check metrics", "nothing to complain about")

    def test_parser(self) -> None:
        for case in ("rich", "empty"):
            done = consumers.run("/usr/bin/python3", "-c", PARSE,
                                 self.written.report(case, "openmetrics"))
            self.assertEqual(done.returncode, 0, done.stderr)
            read = sorted(tuple(line.split("\t")) for line in done.stdout.splitlines())
            self.assertEqual(read, self.wanted(case))
        consumers.note("openmetrics", "prometheus_client's OpenMetrics parser",
                       "the verdict of every subject")

    def test_node_exporter(self) -> None:
        for case in ("rich", "hostile"):
            with self.subTest(case=case):
                path = self.written.report(case, "openmetrics")
                exporter = Exporter(path.parent)
                self.addCleanup(exporter.stop)
                page = exporter.scrape()
                self.assertIn("node_textfile_scrape_error 0", page)
                read = re.findall(r'^cisdocker_result\{.*result="(\w+)".*\} 1$', page, re.M)
                self.assertEqual(sorted(read), sorted(one for _, one in self.wanted(case)))
        consumers.note("openmetrics", "node_exporter's textfile collector",
                       "every series, without a scrape error")

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
