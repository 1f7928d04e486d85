package io.cisdocker;

import java.util.List;
import java.util.Optional;

/**
 * A capability of Linux.
 *
 * @param number the kernel's number
 * @param name its name, such as {@code CAP_NET_RAW}
 * @param type what an attacker gains, in classes
 * @param description what it allows, in one sentence
 * @param attack what an attacker gains by it, in one sentence
 * @param alternative what can stand in for it
 * @param source where class and sentences come from
 */
public record Capability(int number, String name, CapabilityClass type, String description,
    String attack, Optional<String> alternative, String source) {

    static Capability unpack(int number, Unpacker from) {
        return new Capability(number, from.text(), from.constant(CapabilityClass.ALL), from.text(),
            from.text(), from.optionalText(), from.text());
    }

    /**
     * Every capability that the library knows, in the kernel's order.
     *
     * @return the table
     */
    public static List<Capability> all() {
        return CapabilityTable.get().all();
    }

    /**
     * The capability with a name: any case, with or without {@code CAP_}.
     *
     * @param name the name
     * @return nothing where the library knows none
     */
    public static Optional<Capability> find(String name) {
        return at(Native.capabilityNumber(Texts.bytes(name), false));
    }

    /**
     * The capability that is spelled most like a name: for a hint.
     *
     * @param name the name
     * @return nothing where nothing is like it
     */
    public static Optional<Capability> nearest(String name) {
        return at(Native.capabilityNumber(Texts.bytes(name), true));
    }

    private static Optional<Capability> at(int number) {
        return number < 0 ? Optional.empty() : Optional.of(all().get(number));
    }
}
