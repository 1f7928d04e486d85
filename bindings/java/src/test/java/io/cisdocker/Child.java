package io.cisdocker;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM, for what cannot be tried twice in one. */
record Child(int status, String output) {
    static Child run(String classPath, List<String> options, String... words)
        throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Child(process.waitFor(), output);
    }

    static String classPath() throws IOException {
        return of(Native.class) + File.pathSeparator + of(Child.class);
    }

    static String of(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    /** A file of the project, wherever the tests of scenarios may have gone. */
    static Path project(String path) {
        return Path.of(path).toAbsolutePath();
    }

    /** The option that names the library under test, where it is not in a usual place. */
    static List<String> library() {
        String chosen = System.getProperty(NativeLibrary.CHOSEN);
        return chosen == null ? List.of() : List.of("-D" + NativeLibrary.CHOSEN + "=" + chosen);
    }
}
