package io.cisdocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library missing, too old, or found from within a jar. */
class LibraryTest {
    private static final String PROBE = LibraryProbe.class.getName();

    private static String lastLine(Child child) {
        String[] lines = child.output().strip().split("\n");
        return lines[lines.length - 1];
    }

    private static Child probe(String library) throws Exception {
        return Child.run(Child.classPath(), List.of("-D" + NativeLibrary.CHOSEN + "=" + library),
            PROBE);
    }

    @Test
    void aMissingLibraryIsNamed() throws Exception {
        String line = lastLine(probe("/nonexistent/libcisdocker.so.0"));
        assertTrue(line.startsWith("error cannot load libcisdocker (is it installed"), line);
        assertTrue(line.contains("/nonexistent/libcisdocker.so.0"), line);
    }

    @Test
    void anOldLibraryIsRefused(@TempDir Path folder) throws Exception {
        String line = lastLine(probe(libraryOfVersion("0.0.9", folder)));
        assertEquals("error cannot load libcisdocker (is it installed, and not too old?): "
            + "libcisdocker 0.0.9 is older than 0.1.0, which this binding was built for", line);
    }

    @Test
    void aNewerLibraryIsTaken(@TempDir Path folder) throws Exception {
        assertTrue(probe(libraryOfVersion("0.2.10", folder)).output().contains("undefined symbol"));
    }

    /** A library that knows its version and nothing else. */
    private static String libraryOfVersion(String version, Path folder)
        throws IOException, InterruptedException {
        Path source = folder.resolve("old.c");
        Path library = folder.resolve("libcisdocker.so.0");
        Path map = Files.writeString(folder.resolve("map"), "CISDOCKER_0 { global: *; };\n");
        Files.writeString(source, "const char *cisd_version(void);\n"
            + "const char *cisd_version(void) { return \"" + version + "\"; }\n");
        String compiler = System.getenv().getOrDefault("CC", "cc");
        Process process = new ProcessBuilder(compiler, "-shared", "-fPIC",
            "-Wl,-soname,libcisdocker.so.0", "-Wl,--version-script=" + map, "-o",
            library.toString(), source.toString())
            .inheritIO().start();
        assertEquals(0, process.waitFor());
        return library.toString();
    }

    @Test
    void aJarLoadsItsNativeHalf(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("cisdocker.jar");
        assertEquals(0, ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err,
            "--create", "--file", jar.toString(), "-C", Child.of(Native.class), "."));
        Child child = Child.run(jar + File.pathSeparator + Child.of(LibraryProbe.class),
            Child.library(), PROBE);
        assertEquals("version " + Cisdocker.version(), lastLine(child));
    }
}
