package io.cisdocker;

/** Why a verdict is what it is. The words are stable and stand in every format. */
public enum ReasonCode {
    /** It runs privileged. */
    PRIVILEGED,
    /** Every capability is added. */
    ADD_ALL,
    /** NET_RAW is granted by the engine's default. */
    NET_RAW_DEFAULT,
    /** NET_RAW is added. */
    NET_RAW_ADDED,
    /** Something beyond the engine's default is added. */
    ADDED_BEYOND_DEFAULT,
    /** Default capabilities are kept ({@link Profile#STRICT}). */
    DEFAULT_RETAINED,
    /** A name that the library does not know is added. */
    UNKNOWN_CAPABILITY,
    /** A process can do more than was configured. */
    KERNEL_EXCEEDS_CONFIG,
    /** A requirement that would make it pass is over. */
    REQUIREMENT_EXPIRED,
    /** A waiver of it is over. */
    WAIVER_EXPIRED,
    /** It is not a Linux container. */
    NOT_LINUX,
    /** The evidence could not be read. */
    EVIDENCE_UNREADABLE,
    /** The evidence is malformed. */
    EVIDENCE_MALFORMED,
    /** It went away during the audit. */
    VANISHED,
    /** A variable without a value decides. */
    UNRESOLVED_VARIABLE,
    /** Everything is dropped. */
    ALL_DROPPED,
    /** NET_RAW is dropped. */
    NET_RAW_DROPPED,
    /** The engine's default is without NET_RAW. */
    ENGINE_DEFAULT_WITHOUT_NET_RAW,
    /** A policy requires what is granted. */
    REQUIRED_BY_POLICY,
    /** A reason of a newer library; {@link Reason#message} says which. */
    OTHER;

    static final ReasonCode[] ALL = values();

    private final String word = Words.of(this);

    /** The library's word for it, which stands in every format. */
    @Override
    public String toString() {
        return word;
    }
}
