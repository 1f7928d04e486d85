package io.cisdocker;

/** A yes, a no, or not known. */
public enum Fact {
    /** The evidence does not say. */
    NOT_KNOWN,
    /** No. */
    NO,
    /** Yes. */
    YES;

    static final Fact[] ALL = values();
}
