package io.cisdocker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The working directory of the process, as the native library sees it. */
final class WorkingDirectory {
    static {
        System.load(WorkingDirectory.class.getResource("libcisdocker_test.so").getPath());
    }

    private WorkingDirectory() {
    }

    private static native int change(byte[] path);

    static void enter(Path folder) throws IOException {
        if (change((folder.toAbsolutePath() + "\0").getBytes(StandardCharsets.UTF_8)) != 0) {
            throw new IOException("cannot enter '" + folder + "'");
        }
    }
}
