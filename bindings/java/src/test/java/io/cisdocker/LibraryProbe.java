package io.cisdocker;

/** Prints the library's version, or why there is none. */
final class LibraryProbe {
    private LibraryProbe() {
    }

    public static void main(String[] words) {
        try {
            System.out.println("version " + Cisdocker.version());
        } catch (UnsatisfiedLinkError error) {
            System.out.println("error " + error.getMessage());
        }
    }
}
