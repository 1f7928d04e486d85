package io.cisdocker;

/** The outcome for a subject, in XCCDF's words. */
public enum Verdict {
    /** The rule holds. */
    PASS,
    /** The rule does not hold. */
    FAIL,
    /** The evidence could not be read. */
    ERROR,
    /** The evidence was read and does not decide. */
    UNKNOWN,
    /** Not a Linux container, or gone. */
    NOTAPPLICABLE,
    /** Evidence only: the profile {@link Profile#MANUAL}. */
    NOTCHECKED,
    /** Not counted. */
    INFORMATIONAL;

    static final Verdict[] ALL = values();

    private final String word = Words.of(this);

    /** The library's word for it, which stands in every format. */
    @Override
    public String toString() {
        return word;
    }
}
