package io.cisdocker;

/** What a report can be rendered as. */
public enum Format {
    /** For people. */
    TEXT,
    /** cisdocker-report/1. */
    JSON,
    /** One result a line as it comes, then one line with the counts. */
    JSONL,
    /** XCCDF 1.2: a benchmark with its test result. */
    XCCDF,
    /** Asset Reporting Format 1.1 around the same test result. */
    ARF,
    /** SARIF 2.1.0: what failed. */
    SARIF,
    /** JUnit XML: a test case a subject. */
    JUNIT,
    /** RFC 4180: a subject a row, as it comes. */
    CSV,
    /** One page for people. */
    HTML,
    /** .nessus version 2: compliance items. */
    NESSUS,
    /** OCSF Compliance Findings: an event a line, as it comes. */
    OCSF,
    /** Gauges, as OpenMetrics and Prometheus both read them. */
    OPENMETRICS,
    /** The JSON of docker-bench-security. */
    DOCKER_BENCH;

    static final Format[] ALL = values();

    private final String word = Words.of(this);

    /**
     * Finds the format with a word.
     *
     * @param word the library's word for it
     * @return the format
     * @throws IllegalArgumentException if there is none
     */
    public static Format from(String word) {
        return Words.find("format", ALL, word);
    }

    /** The library's word for it, which stands in every format. */
    @Override
    public String toString() {
        return word;
    }
}
