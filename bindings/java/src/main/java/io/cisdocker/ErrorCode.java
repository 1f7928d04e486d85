package io.cisdocker;

/** Why a call failed, in the order of the C library's numbers. */
public enum ErrorCode {
    /** Nothing failed: what a complete target has. */
    OK,
    /** An allocation failed. */
    NO_MEMORY,
    /** An argument is out of range or unknown. */
    ARGUMENT,
    /** The call does not fit what was done with the object before. */
    STATE,
    /** A file could not be read. */
    IO,
    /** Nobody answers at the endpoint. */
    CONNECT,
    /** The caller may not read the file or use the endpoint. */
    PERMISSION,
    /** The answer did not come in time. */
    TIMEOUT,
    /** The answer is not what the protocol allows. */
    PROTOCOL,
    /** The text is malformed; the message says where. */
    FORMAT,
    /** Larger, deeper or more than the documented limit. */
    LIMIT,
    /** Well-formed, but nothing the library can work with. */
    UNSUPPORTED,
    /** The audit was cancelled. */
    CANCELLED,
    /** A stream of the caller failed. */
    CALLBACK,
    /** A defect of the library: please report it. */
    INTERNAL;

    static final ErrorCode[] ALL = values();

    private final String word = Words.of(this);

    /** The library's word for it, which stands in every format. */
    @Override
    public String toString() {
        return word;
    }
}
