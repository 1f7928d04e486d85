package io.cisdocker;

import java.nio.charset.StandardCharsets;

/** A call of the library failed. */
public class CisdockerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final ErrorCode code;

    /* Called by the native half. */
    CisdockerException(int code, byte[] message) {
        super(new String(message, StandardCharsets.UTF_8));
        this.code = code < ErrorCode.ALL.length ? ErrorCode.ALL[code] : ErrorCode.INTERNAL;
    }

    /**
     * Why the call failed.
     *
     * @return its kind; {@link #getMessage} says it in one line
     */
    public ErrorCode code() {
        return code;
    }
}
