package io.cisdocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users read first works: the lines that the README opens with, and the example. */
class ExampleTest {
    private static final String LOCAL = "unix:///var/run/docker.sock";

    private static Child run(Path folder, Path source, String... words) throws Exception {
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-Xlint:all",
            "-Werror", "--release", "17", "-cp", Child.of(Native.class), "-d", folder.toString(),
            source.toString()));
        return Child.run(Child.of(Native.class) + File.pathSeparator + folder, Child.library(),
            words);
    }

    private static String opening() throws IOException {
        Matcher code = Pattern.compile("^```java\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(Child.project("README.md")));
        assertTrue(code.find() && code.group(1).contains(LOCAL));
        return code.group(1);
    }

    @Test
    void theReadme(@TempDir Path folder) throws Exception {
        try (Engine engine = new Engine()) {
            Path source = Files.writeString(folder.resolve("Example.java"),
                opening().replace(LOCAL, engine.address()));
            Child child = run(folder, source, "Example");
            assertEquals(0, child.status(), child.output());
            assertEquals(List.of("fail risky", "pass safe"), child.output().lines().sorted().toList());
        }
    }

    @Test
    void theExample(@TempDir Path folder) throws Exception {
        try (Engine engine = new Engine()) {
            Child child = run(folder, Child.project("examples/AuditLocal.java"), "AuditLocal",
                engine.address());
            assertEquals(1, child.status(), child.output());
            assertTrue(child.output().contains("fail risky (high)\n  adds capabilities"),
                child.output());
        }
    }
}
