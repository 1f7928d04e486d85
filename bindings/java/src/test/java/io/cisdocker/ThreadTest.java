package io.cisdocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ThreadTest {
    private static final int COUNT = 3000;
    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    private <T> List<T> atOnce(Callable<T> first, Callable<T> second) throws Exception {
        List<T> answers = new ArrayList<>();
        for (Future<T> answer : pool.invokeAll(List.of(first, second))) {
            answers.add(answer.get());
        }
        return answers;
    }

    private static List<String> names(Audit audit) {
        return audit.stream().map(Result::name).toList();
    }

    @Test
    void twoAuditsInTwoThreads() throws Exception {
        Callable<List<String>> run = () -> {
            try (Audit audit = Containers.audit(COUNT)) {
                return names(audit);
            }
        };
        List<List<String>> both = atOnce(run, run);
        assertEquals(COUNT, both.get(0).size());
        assertEquals(both.get(0), both.get(1));
    }

    @Test
    void eachResultOfOneAuditGoesToOneThread() throws Exception {
        try (Audit audit = Containers.audit(COUNT)) {
            List<List<String>> both = atOnce(() -> names(audit), () -> names(audit));
            List<String> all = new ArrayList<>(both.get(0));
            all.addAll(both.get(1));
            assertEquals(COUNT, all.size());
            assertEquals(COUNT, all.stream().distinct().count());
            assertEquals(COUNT, audit.summary().counts().values().stream()
                .mapToLong(Long::longValue).sum());
        }
    }

    @Test
    void aReportIsReadByTwoThreads() throws Exception {
        try (Audit audit = Containers.audit(COUNT); Report report = audit.collect()) {
            Callable<String> render = () -> {
                StringBuilder out = new StringBuilder();
                report.render(Format.JSONL, new RenderOptions(), out);
                return out.toString();
            };
            List<String> both = atOnce(render, render);
            assertTrue(both.get(0).length() > COUNT);
            assertEquals(both.get(0), both.get(1));
        }
    }

    /** Blocks in a read until it is let go. */
    private static final class Stalled extends InputStream {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch letGo = new CountDownLatch(1);

        @Override
        public int read() {
            reached.countDown();
            try {
                letGo.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return read();
        }
    }

    private String outcome(Audit audit) {
        try {
            return "drew " + audit.stream().count();
        } catch (CisdockerException failure) {
            return failure.code().toString();
        }
    }

    @Test
    void anotherThreadCancels() throws Exception {
        Stalled stalled = new Stalled();
        try (Audit audit = new Audit().addInspect("stalled", stalled)
            .addInspect("more", Containers.stream(3))) {
            Future<String> drawing = pool.submit(() -> outcome(audit));
            stalled.reached.await();
            audit.cancel();
            stalled.letGo.countDown();
            assertEquals("cancelled", drawing.get());
        }
    }

    @Test
    void anotherThreadCloses() throws Exception {
        Stalled stalled = new Stalled();
        Audit audit = new Audit().addInspect("stalled", stalled)
            .addInspect("more", Containers.stream(3));
        Future<String> drawing = pool.submit(() -> outcome(audit));
        stalled.reached.await();
        audit.close(); // does not wait, and does not pull the ground away
        stalled.letGo.countDown();
        assertEquals("cancelled", drawing.get());
    }

    @Test
    void closingWhileDrawingIsSafe() throws Exception {
        for (int i = 0; i < 50; i++) {
            Audit audit = Containers.audit(100);
            Future<?> drawing = pool.submit(() -> {
                try {
                    audit.forEach(Result::json);
                } catch (CisdockerException | IllegalStateException closed) {
                    return;
                }
            });
            TimeUnit.MICROSECONDS.sleep(i * 40L);
            audit.close();
            drawing.get();
        }
    }
}
