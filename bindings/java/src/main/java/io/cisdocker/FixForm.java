package io.cisdocker;

/** How far a remedy goes. */
public enum FixForm {
    /** Nothing but the excess goes. */
    SMALLEST,
    /** All is dropped; what is required or was added on purpose comes back. */
    LEAST;

    static final FixForm[] ALL = values();
}
