package io.cisdocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callbacks that throw, cancel, or use what called them. */
class CallbackTest {
    static InputStream throwing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw failure;
            }
        };
    }

    @Test
    void whatAStreamThrowsComesOutAndTheAuditGoesOn() {
        IOException failure = new IOException("no more");
        try (Audit audit = new Audit().addInspect("bad", throwing(failure))
            .addInspect("good", Containers.stream(2))) {
            Iterator<Result> results = audit.iterator();
            UncheckedIOException thrown =
                assertThrows(UncheckedIOException.class, results::hasNext);
            assertSame(failure, thrown.getCause());
            assertEquals("größe-0", results.next().name());
            assertEquals("größe-1", results.next().name());
            assertFalse(results.hasNext());
            Target bad = audit.summary().targets().get(0);
            assertFalse(bad.complete());
            assertEquals(ErrorCode.CALLBACK, bad.code());
            assertEquals(1, audit.summary().exitStatus());
        }
    }

    @Test
    void whatProgressThrowsComesOutAndCancels() {
        RuntimeException failure = new IllegalArgumentException("stop");
        try (Audit audit = Containers.audit(3)) {
            audit.onProgress((done, total) -> {
                throw failure;
            });
            assertSame(failure, assertThrows(RuntimeException.class, audit.iterator()::hasNext));
            assertSame(ErrorCode.CANCELLED, assertThrows(CisdockerException.class,
                audit.iterator()::hasNext).code());
        }
    }

    @Test
    void progressCanCancel() {
        try (Audit audit = Containers.audit(3)) {
            audit.onProgress((done, total) -> done < 2);
            Iterator<Result> results = audit.iterator();
            results.next();
            CisdockerException cancelled = assertThrows(CisdockerException.class, results::hasNext);
            assertEquals(ErrorCode.CANCELLED, cancelled.code());
            assertTrue(cancelled.getMessage().contains("progress"));
        }
    }

    @Test
    void progressCanBeTakenBack() {
        try (Audit audit = Containers.audit(3)) {
            audit.onProgress((done, total) -> false).onProgress(null);
            assertEquals(3, audit.stream().count());
        }
    }

    @Test
    void aCallbackCannotUseItsAudit() {
        try (Audit audit = Containers.audit(3)) {
            audit.onProgress((done, total) -> audit.iterator().hasNext());
            assertThrows(IllegalStateException.class, audit.iterator()::hasNext);
        }
    }

    @Test
    void aCallbackMayCloseItsAudit() {
        Audit audit = Containers.audit(3);
        audit.onProgress((done, total) -> {
            audit.close();
            return true;
        });
        Iterator<Result> results = audit.iterator();
        String outcome;
        try {
            outcome = results.next().name(); // drawn when it was closed
        } catch (CisdockerException cancelled) {
            outcome = cancelled.code().toString();
        }
        assertTrue(List.of("größe-0", "cancelled").contains(outcome), outcome);
        assertThrows(IllegalStateException.class, audit.iterator()::hasNext);
    }

    @Test
    void aStreamThatGivesTooMuchIsRefused() {
        InputStream lying = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return length + 1000;
            }
        };
        try (Audit audit = new Audit().addInspect("lying", lying)) {
            assertEquals(0, audit.stream().count());
            assertEquals(ErrorCode.CALLBACK, audit.summary().targets().get(0).code());
        }
    }
}
