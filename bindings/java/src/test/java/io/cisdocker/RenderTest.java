package io.cisdocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

class RenderTest {
    private static final int COUNT = 300; // more than one piece, and characters cut in two

    private static Audit audit() {
        return Containers.audit(COUNT).time(Instant.EPOCH);
    }

    private static String collected(Format format, RenderOptions options) throws IOException {
        try (Audit audit = audit(); Report report = audit.collect()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            report.render(format, options, out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    private static String pulled(Format format, Appendable out) throws IOException {
        try (Audit audit = audit();
            Renderer renderer = audit.renderer(format, new RenderOptions(), out)) {
            for (Result result : audit) {
                renderer.add(result);
            }
            renderer.finish();
        }
        return out.toString();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void outlivesItsAudit(Format format) throws IOException {
        StringBuilder out = new StringBuilder();
        Audit audit = audit();
        try (Renderer renderer = audit.renderer(format, new RenderOptions(), out)) {
            Result last = null;
            for (Result result : audit) {
                renderer.add(result);
                last = result;
            }
            audit.close();
            renderer.finish();
            Result gone = last;
            assertThrows(IllegalStateException.class, () -> renderer.add(gone));
        }
        assertEquals(collected(format, new RenderOptions()), out.toString());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void streamsAndAppendablesGetTheSame(Format format) throws IOException {
        String expected = collected(format, new RenderOptions());
        assertTrue(expected.length() > 100);
        assertEquals(expected, pulled(format, new StringBuilder()));
        try (Audit audit = audit(); Report report = audit.collect()) {
            StringBuilder out = new StringBuilder();
            report.render(format, new RenderOptions(), out);
            assertEquals(expected, out.toString());
        }
    }

    @Test
    void optionsArrive() throws IOException {
        String plain = collected(Format.TEXT, new RenderOptions());
        List<RenderOptions> others = List.of(new RenderOptions().color(true),
            new RenderOptions().verbose(true), new RenderOptions().quiet(true),
            new RenderOptions().width(50));
        for (RenderOptions options : others) {
            assertNotEquals(plain, collected(Format.TEXT, options));
        }
        String arf = collected(Format.ARF, new RenderOptions().perSubject(true)
            .asset("web-1", "web-1.example", List.of("192.0.2.7")).assetFacts(List.of("urn:a=b")));
        for (String wanted : List.of("web-1.example", "192.0.2.7", "urn:a", "größe-7")) {
            assertTrue(arf.contains(wanted), wanted);
        }
    }

    @Test
    void whatAStreamThrowsComesOut() {
        IOException failure = new IOException("full");
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw failure;
            }
        };
        try (Audit audit = audit();
            Renderer renderer = audit.renderer(Format.JSONL, new RenderOptions(), full)) {
            Result first = audit.iterator().next();
            assertSame(failure, assertThrows(IOException.class, () -> renderer.add(first)));
        }
        try (Audit audit = audit(); Report report = audit.collect()) {
            assertSame(failure, assertThrows(IOException.class,
                () -> report.render(Format.JSON, new RenderOptions(), full)));
        }
    }

    @Test
    void aRendererFinishesOnce() throws IOException {
        try (Audit audit = audit();
            Renderer renderer = audit.renderer(Format.CSV, new RenderOptions(), new StringBuilder())) {
            renderer.finish();
            assertEquals(ErrorCode.STATE,
                assertThrows(CisdockerException.class, renderer::finish).code());
        }
    }
}
