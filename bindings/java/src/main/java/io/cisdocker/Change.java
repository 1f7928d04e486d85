package io.cisdocker;

/** What became of a subject since an older report, the baseline; failures that are not waived count. */
public enum Change {
    /** It neither fails nor failed; or there is no baseline. */
    NONE,
    /** It fails, and did not, or was not there. */
    NEW,
    /** It fails, as it did, and has something in excess that it had not. */
    WORSE,
    /** It fails, as it did. */
    UNCHANGED,
    /** It failed, and does not. */
    FIXED,
    /** It failed, and now that is accepted. */
    WAIVED,
    /** It failed, and now could not be judged, or was not looked at. */
    UNDECIDED;

    static final Change[] ALL = values();

    private final String word = ordinal() == 0 ? "" : Words.of(this);

    /** The library's word for it, which stands in every format; empty for {@link #NONE}. */
    @Override
    public String toString() {
        return word;
    }
}
