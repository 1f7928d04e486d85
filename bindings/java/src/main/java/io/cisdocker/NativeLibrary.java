package io.cisdocker;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** Loads the native half, which lies beside this class, and libcisdocker with it. */
final class NativeLibrary {
    static final String CHOSEN = "io.cisdocker.library";

    private static final String FILE = "libcisdocker_java.so";

    private NativeLibrary() {
    }

    static native byte[] versions();

    /** Loads both, or throws an error that says in one line what is missing. */
    static void load() {
        String chosen = System.getProperty(CHOSEN);
        try {
            if (chosen != null) {
                System.load(Path.of(chosen).toAbsolutePath().toString());
            }
            loadNativeHalf();
            checkVersion();
        } catch (IOException | UnsatisfiedLinkError cause) {
            throw failure("cannot load libcisdocker (is it installed, and not too old?): "
                + cause.getMessage(), cause);
        }
    }

    private static UnsatisfiedLinkError failure(String message, Throwable cause) {
        UnsatisfiedLinkError error = new UnsatisfiedLinkError(message);
        error.initCause(cause);
        return error;
    }

    private static void loadNativeHalf() throws IOException {
        URL resource = NativeLibrary.class.getResource(FILE);
        if (resource == null) {
            throw new IOException("the jar was built without " + FILE);
        }
        if ("file".equals(resource.getProtocol())) {
            System.load(Path.of(URI.create(resource.toString())).toString());
        } else {
            loadCopy(resource);
        }
    }

    /** A library can only be loaded from a file, which may go as soon as it is. */
    private static void loadCopy(URL resource) throws IOException {
        Path copy = Files.createTempFile("cisdocker", ".so");
        try (InputStream stream = resource.openStream()) {
            Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
            System.load(copy.toString());
        } finally {
            Files.delete(copy);
        }
    }

    private static void checkVersion() {
        Unpacker versions = new Unpacker(versions());
        String library = versions.text();
        String built = versions.text();
        if (Arrays.compare(numbers(library), numbers(built)) < 0) {
            throw new UnsatisfiedLinkError("libcisdocker " + library + " is older than " + built
                + ", which this binding was built for");
        }
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
