package io.cisdocker;

/** The library in use. */
public final class Cisdocker {
    private Cisdocker() {
    }

    /**
     * The version of the C library.
     *
     * @return a version such as {@code 0.1.0}
     * @throws UnsatisfiedLinkError if the C library is missing or too old
     */
    public static String version() {
        Native.words(); // loads it
        return new Unpacker(NativeLibrary.versions()).text();
    }
}
