package io.cisdocker;

/** How bad a failure is, in rising order. */
public enum Severity {
    /** Low. */
    LOW,
    /** Medium. */
    MEDIUM,
    /** High. */
    HIGH;

    static final Severity[] ALL = values();

    private final String word = Words.of(this);

    /**
     * Finds the severity with a word.
     *
     * @param word the library's word for it
     * @return the severity
     * @throws IllegalArgumentException if there is none
     */
    public static Severity from(String word) {
        return Words.find("severity", ALL, word);
    }

    /** The library's word for it, which stands in every format. */
    @Override
    public String toString() {
        return word;
    }
}
