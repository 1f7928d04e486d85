package io.cisdocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static ErrorCode codeOf(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(CisdockerException.class, call).code();
    }

    @Test
    void aResultSaysWhatTheEvidenceIs() {
        try (Audit audit = Containers.audit(3)) {
            List<Result> results = audit.stream().toList();
            Result dropped = results.get(1);
            assertEquals("größe-1", dropped.name());
            assertEquals(Verdict.PASS, dropped.verdict());
            assertEquals("running", dropped.subject().state());
            assertEquals("shop:1", dropped.subject().image());
            assertEquals(Optional.empty(), dropped.subject().location());
            assertEquals(Fact.NO, dropped.evidence().privileged());
            assertEquals(Optional.of(List.of("chown")), dropped.evidence().capAdd());
            assertEquals(Optional.of(List.of("ALL")), dropped.evidence().capDrop());
            assertEquals(List.of("CAP_CHOWN"), dropped.granted().names());
            assertEquals(List.of(), dropped.remedies());
            Result privileged = results.get(2);
            assertEquals(Fact.YES, privileged.evidence().privileged());
            assertEquals(ReasonCode.PRIVILEGED, privileged.reasons().get(0).code());
            assertEquals("docker-run", privileged.remedies().get(0).kind());
            assertEquals("--cap-drop=NET_RAW", privileged.remedies().get(0).smallest());
            assertEquals(Severity.HIGH, privileged.severity());
        }
    }

    @Test
    void textsOfAllKindsCross() {
        String name = "a\u00e9\u20ac\ud83d\ude00"; // one to four bytes of UTF-8 each
        try (Audit audit = new Audit()) {
            audit.addCommand("docker run --name '" + name + "' --cap-add=ALL nginx");
            Result result = audit.iterator().next();
            assertEquals(name, result.name());
            assertTrue(result.json().contains(name) && result.fix(FixForm.LEAST).contains(name));
        }
        String saved = "{\"Id\": \"1\", \"Name\": \"/x\\u0000y\", \"HostConfig\": {}}";
        try (Audit audit = new Audit()) {
            audit.addInspect("saved", new java.io.ByteArrayInputStream(
                saved.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertEquals("x\ufffdy", audit.iterator().next().name());
        }
    }

    @Test
    void settingsComeBeforeTheFirstResult() {
        try (Audit audit = Containers.audit(2)) {
            assertTrue(audit.iterator().hasNext());
            assertEquals(ErrorCode.STATE, codeOf(() -> audit.profile(Profile.STRICT)));
            assertEquals(ErrorCode.STATE, codeOf(() -> audit.addEngine("unix:///x")));
        }
    }

    @Test
    void everySettingArrives() {
        assertEquals(Profile.STRICT, summaryOf(audit -> audit.profile(Profile.STRICT)).profile());
        assertEquals(5, summaryOf(audit ->
            audit.time(java.time.Instant.ofEpochSecond(5))).started().getEpochSecond());
        Summary selected = summaryOf(audit -> audit.select("name", "*-2").services(false)
            .kernel(KernelWitness.OFF).trustLabel("needs"));
        assertEquals(1, selected.counts().get(Verdict.FAIL));
        assertEquals(0, selected.counts().get(Verdict.PASS));
    }

    private static Summary summaryOf(java.util.function.Consumer<Audit> set) {
        try (Audit audit = Containers.audit(3)) {
            set.accept(audit);
            audit.forEach(result -> { });
            return audit.summary();
        }
    }

    @Test
    void failuresHaveCodeAndMessage() {
        assertEquals(ErrorCode.ARGUMENT, codeOf(() -> new Audit("9.9")));
        try (Audit audit = new Audit()) {
            CisdockerException none = assertThrows(CisdockerException.class, audit.iterator()::hasNext);
            assertEquals(ErrorCode.STATE, none.code());
            assertEquals("the audit has no target", none.getMessage());
            assertEquals(ErrorCode.ARGUMENT, codeOf(() -> audit.addEngine("unix:///x",
                new EngineOptions().connections(99))));
            assertEquals(ErrorCode.ARGUMENT, codeOf(() -> audit.addCompose(new ComposeOptions())));
            assertThrows(IllegalArgumentException.class, () -> audit.addCommand("docker\0run"));
        }
    }

    @Test
    void aTargetThatCannotBeReachedIsNotComplete() {
        try (Audit audit = new Audit()) {
            audit.addEngine("unix:///nonexistent/docker.sock", new EngineOptions()
                .timeout(Duration.ofSeconds(1)).timeLimit(Duration.ofSeconds(2)).connections(1)
                .tls(null, null, null).ssh("/bin/false", List.of("A=b")));
            assertEquals(0, audit.stream().count());
            Target target = audit.summary().targets().get(0);
            assertFalse(target.complete());
            assertEquals(ErrorCode.CONNECT, target.code());
            assertTrue(target.error().orElseThrow().contains("/nonexistent/docker.sock"));
            assertEquals(3, audit.summary().exitStatus());
        }
    }

    @Test
    void resultsComeOneByOne() {
        long[] most = {0};
        try (Audit audit = Containers.audit(1000)) {
            audit.onProgress((done, total) -> {
                most[0] = Math.max(most[0], done);
                return true;
            });
            assertEquals(3, audit.stream().limit(3).count());
            assertTrue(most[0] > 0 && most[0] < 1000, "read ahead: " + most[0]);
        }
    }

    @Test
    void anIterationLeftInTheMiddle() {
        Audit audit = Containers.audit(10);
        Iterator<Result> results = audit.iterator();
        Result first = results.next();
        audit.close();
        audit.close();
        assertEquals("größe-0", first.name());
        assertEquals(2, first.remedies().size() + 1);
        assertThrows(IllegalStateException.class, first::json);
        assertThrows(IllegalStateException.class, results::hasNext);
        audit.cancel();
    }

    @Test
    void theNativeHalfIsLentUntilTheNextResult() {
        Result lent;
        Result kept;
        try (Audit audit = Containers.audit(3)) {
            Iterator<Result> results = audit.iterator();
            lent = results.next();
            assertTrue(lent.json().startsWith("{"));
            kept = results.next().keep().keep();
            assertThrows(IllegalStateException.class, lent::json);
            assertThrows(IllegalStateException.class, lent::keep);
            results.next();
            assertFalse(results.hasNext());
            assertThrows(NoSuchElementException.class, results::next);
        }
        assertTrue(kept.json().contains("größe-1"));
        kept.close();
        kept.close();
        assertThrows(IllegalStateException.class, () -> kept.fix(FixForm.LEAST));
        assertThrows(IllegalStateException.class, kept::keep);
    }

    @Test
    void resultsAreDrawnOnce() {
        try (Audit audit = Containers.audit(3)) {
            List<String> names = new ArrayList<>();
            audit.forEach(result -> names.add(result.name()));
            audit.forEach(result -> names.add(result.name()));
            assertEquals(List.of("größe-0", "größe-1", "größe-2"), names);
            assertTrue(audit.summary().finished().isPresent());
        }
    }

    @Test
    void aReportKeepsItsResults() {
        Report report;
        try (Audit audit = Containers.audit(4)) {
            report = audit.collect();
        }
        Result last = report.get(3);
        assertEquals(4, report.size());
        assertEquals(4, report.stream().count());
        assertTrue(last.json().contains("größe-3"));
        Result kept = report.get(0).keep();
        assertThrows(IndexOutOfBoundsException.class, () -> report.get(4));
        report.close();
        assertThrows(IllegalStateException.class, last::json);
        assertTrue(kept.json().contains("größe-0"));
        kept.close();
        assertSame(Verdict.FAIL, last.verdict());
    }
}
