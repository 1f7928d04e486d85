package io.cisdocker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Audits again and again, in all the ways that could forget something, and prints by how many KiB
 * the process has grown: LeakProbe ITERATIONS [leak].
 */
final class LeakProbe {
    private static final int WARM_UP = 3000;
    private static final List<Result> LEAKED = new ArrayList<>();

    private LeakProbe() {
    }

    private static long residentKib() throws IOException {
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
        return Long.parseLong(pages[1]) * 4;
    }

    private static void drawAll() throws IOException {
        try (Audit audit = Containers.audit(3);
            Policy policy = Policy.parse("policy", "waivers:\n  - name: größe-0\n    reason: x\n");
            Renderer renderer = audit.addPolicy(policy).renderer(Format.JSONL, new RenderOptions(),
                new StringBuilder())) {
            for (Result result : audit) {
                renderer.add(result);
                result.fix(FixForm.SMALLEST);
                result.keep().close();
            }
            renderer.finish();
            audit.summary();
        }
    }

    private static void leaveInTheMiddle() {
        try (Audit audit = Containers.audit(3)) {
            audit.iterator().next();
        }
    }

    private static void throwInside() {
        try (Audit audit = Containers.audit(3)) {
            audit.onProgress((done, total) -> {
                throw new IllegalArgumentException("stop");
            });
            audit.iterator().next();
        } catch (IllegalArgumentException expected) {
            return;
        }
        throw new IllegalStateException("nothing was thrown");
    }

    private static void collect() throws IOException {
        try (Audit audit = Containers.audit(3); Report report = audit.collect()) {
            report.get(0).json();
            report.render(Format.CSV, new RenderOptions(), new StringBuilder());
        }
    }

    private static void fail() {
        try {
            Policy.parse("policy", "waivers: 3\n").close();
        } catch (CisdockerException expected) {
            return;
        }
        throw new IllegalStateException("the policy was not refused");
    }

    /** Left to the garbage collector. */
    private static void forget() {
        Containers.audit(3).iterator().next().keep();
    }

    private static void leak() {
        try (Audit audit = Containers.audit(1)) {
            LEAKED.add(audit.iterator().next().keep());
        }
    }

    private static void once(int number, boolean leaks) throws IOException {
        drawAll();
        leaveInTheMiddle();
        throwInside();
        collect();
        fail();
        if (number % 10 == 0) {
            forget();
        }
        if (leaks) {
            leak();
        }
    }

    private static long settled() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return residentKib();
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        int iterations = Integer.parseInt(words[0]);
        for (int i = 0; i < WARM_UP; i++) {
            once(i, false);
        }
        long before = settled();
        for (int i = 0; i < iterations; i++) {
            once(i, words.length > 1);
        }
        System.out.println("grown " + (settled() - before));
    }
}
