package io.cisdocker;

/** What the native half calls. An exception stops the call and comes out of it. */
interface Callbacks {
    /** Up to `size` bytes of a reader; null at its end. */
    default byte[] read(int reader, int size) {
        throw new IllegalStateException("nothing can be read in this call");
    }

    /** False to cancel. */
    default boolean progress(long done, long total) {
        return true;
    }

    default void write(byte[] data) {
        throw new IllegalStateException("nothing can be written in this call");
    }
}
