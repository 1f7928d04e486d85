package io.cisdocker;

/** What an attacker with a capability gains, in rising order. */
public enum CapabilityClass {
    /** Can disturb: resource use, clocks, logs. */
    NUISANCE,
    /** Stronger inside the container than its user should be. */
    PRIVILEGE,
    /** Can forge, listen to or redirect traffic. */
    NETWORK,
    /** A known way out of the container, to root on the host. */
    HOST_ESCAPE;

    static final CapabilityClass[] ALL = values();

    private final String word = Words.of(this);

    /** The library's word for it, which stands in every format. */
    @Override
    public String toString() {
        return word;
    }
}
