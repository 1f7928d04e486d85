package io.cisdocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resident memory stays flat; the heap of Java is touched before it is measured. */
class LeakTest {
    private static final int ITERATIONS = 10_000;
    private static final long ALLOWED_KIB = 4096; // 400 bytes an iteration; a result has thousands

    private static long grown(String... words) throws Exception {
        List<String> options = new ArrayList<>(Child.library());
        options.addAll(List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1"));
        List<String> all = new ArrayList<>(List.of(LeakProbe.class.getName()));
        all.addAll(List.of(words));
        Child child = Child.run(Child.classPath(), options, all.toArray(String[]::new));
        assertEquals(0, child.status(), child.output());
        return Long.parseLong(child.output().strip().replace("grown ", ""));
    }

    @Test
    void nothingLeaks() throws Exception {
        long grown = grown(String.valueOf(ITERATIONS));
        System.out.println("resident memory grew by " + grown + " KiB in " + ITERATIONS + " rounds");
        assertTrue(grown < ALLOWED_KIB, () -> "grew by " + grown + " KiB");
    }

    @Test
    void aLeakWouldBeSeen() throws Exception {
        long grown = grown("6000", "leak");
        assertTrue(grown > ALLOWED_KIB, () -> "grew by " + grown + " KiB only");
    }
}
