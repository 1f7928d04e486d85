package io.cisdocker;

import java.util.List;
import java.util.stream.LongStream;

/**
 * A set of capabilities.
 *
 * @param bits bit n is the capability with the kernel's number n
 */
public record Capabilities(long bits) {
    /** No capability. */
    public static final Capabilities NONE = new Capabilities(0);

    static Capabilities of(long bits) {
        return bits == 0 ? NONE : new Capabilities(bits);
    }

    /**
     * The 14 capabilities that Docker Engine grants by default.
     *
     * @return them
     */
    public static Capabilities dockerDefault() {
        return CapabilityTable.get().byDefault();
    }

    /**
     * Whether there are none.
     *
     * @return true for the empty set
     */
    public boolean isEmpty() {
        return bits == 0;
    }

    /**
     * How many there are.
     *
     * @return their number
     */
    public int size() {
        return Long.bitCount(bits);
    }

    /**
     * Whether a capability is in the set.
     *
     * @param capability the capability
     * @return true if it is
     */
    public boolean contains(Capability capability) {
        return (bits >>> capability.number() & 1) != 0;
    }

    /**
     * The names in the kernel's order.
     *
     * @return names such as {@code CAP_NET_RAW}, or {@code CAP_57} where there is none
     */
    public List<String> names() {
        return LongStream.range(0, Long.SIZE).filter(number -> (bits >>> number & 1) != 0)
            .mapToObj(number -> CapabilityTable.get().name((int) number)).toList();
    }

    /** The names, with commas. */
    @Override
    public String toString() {
        return String.join(",", names());
    }
}
