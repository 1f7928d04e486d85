package io.cisdocker;

/** How strictly is judged. */
public enum Profile {
    /** NET_RAW, and all beyond the engine's default, must be required. */
    CIS,
    /** Every capability must be required. */
    STRICT,
    /** Evidence only. */
    MANUAL;

    static final Profile[] ALL = values();

    private final String word = Words.of(this);

    /**
     * Finds the profile with a word.
     *
     * @param word the library's word for it
     * @return the profile
     * @throws IllegalArgumentException if there is none
     */
    public static Profile from(String word) {
        return Words.find("profile", ALL, word);
    }

    /** The library's word for it, which stands in every format. */
    @Override
    public String toString() {
        return word;
    }
}
