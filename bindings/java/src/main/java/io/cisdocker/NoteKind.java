package io.cisdocker;

/** What there is to say of a policy's entry itself. */
public enum NoteKind {
    /** It was about no subject. */
    STALE,
    /** Its time is over: it does nothing any more. */
    EXPIRED,
    /** A waiver that is in use, its reason still to be written. */
    UNEXPLAINED;

    static final NoteKind[] ALL = values();

    private final String word = Words.of(this);

    /** The library's word for it, which stands in every format. */
    @Override
    public String toString() {
        return word;
    }
}
