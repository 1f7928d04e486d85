package io.cisdocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports that were stored: read back, merged, and held against one another. */
class StoredTest {
    private static String stored(int containers) throws IOException {
        StringBuilder out = new StringBuilder();
        try (Audit audit = Containers.audit(containers).time(Instant.EPOCH);
            Report report = audit.collect()) {
            report.render(Format.JSON, new RenderOptions(), out);
        }
        return out.toString();
    }

    private static Report load(int containers) throws IOException {
        return Report.load("stored", new ByteArrayInputStream(
            stored(containers).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aReportReadBackRendersTheSame() throws IOException {
        StringBuilder again = new StringBuilder();
        try (Report report = load(3)) {
            report.render(Format.JSON, new RenderOptions(), again);
            assertEquals("größe-2", report.get(2).name());
        }
        assertEquals(stored(3), again.toString());
    }

    @Test
    void severalBecomeOne(@TempDir Path folder) throws IOException {
        Path one = Files.writeString(folder.resolve("one.json"), stored(3));
        Path two = Files.writeString(folder.resolve("two.json"), stored(2));
        try (Report report = Report.load(one, two)) {
            assertEquals(5, report.size());
            assertEquals(2, report.summary().targets().size());
            assertEquals(1, report.get(4).subject().target());
        }
        assertThrows(IllegalArgumentException.class, Report::load);
    }

    @Test
    void whatIsMalformedIsRefused() {
        CisdockerException refused = assertThrows(CisdockerException.class, () -> Report.load("x",
            new ByteArrayInputStream("{\"schema\": 1".getBytes(StandardCharsets.UTF_8))));
        assertEquals(ErrorCode.FORMAT, refused.code());
        IOException failure = new IOException("gone");
        assertSame(failure, assertThrows(UncheckedIOException.class,
            () -> Report.load("x", CallbackTest.throwing(failure))).getCause());
    }

    @Test
    void changesSinceABaseline() throws IOException {
        try (Report older = load(1); Report newer = load(3)) {
            assertEquals(Change.NONE, newer.get(0).change());
            assertEquals(Optional.empty(), newer.summary().baseline());
            newer.compare("monday", older);
            assertEquals(List.of(Change.UNCHANGED, Change.NONE, Change.NEW),
                newer.stream().map(Result::change).toList());
            Summary summary = newer.summary();
            assertEquals(Optional.of("monday"), summary.baseline());
            assertEquals(1, summary.changes().get(Change.NEW));
            assertEquals(1, summary.newFailures().get(Severity.LOW));
        }
        try (Report older = load(3); Report newer = load(1)) {
            Fixed fixed = newer.compare("tuesday", older).summary().fixed().get(0);
            assertEquals("größe-2", fixed.name());
            assertEquals(SubjectKind.CONTAINER, fixed.kind());
            assertTrue(fixed.gone());
        }
    }

    @Test
    void anAuditHasABaseline() throws IOException {
        try (Audit audit = Containers.audit(3)) {
            try (Report older = load(1)) {
                audit.baseline("monday", older);
            }
            assertEquals(List.of(Change.UNCHANGED, Change.NONE, Change.NEW),
                audit.stream().map(Result::change).toList());
            assertEquals(1, audit.summary().changes().get(Change.NEW));
        }
    }
}
