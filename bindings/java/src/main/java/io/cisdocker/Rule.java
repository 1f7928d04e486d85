package io.cisdocker;

import java.util.List;
import java.util.Optional;

/**
 * A check of a benchmark.
 *
 * @param id its number, {@code 5.4}
 * @param title its title
 * @param benchmark the benchmark's name
 * @param version the benchmark version the number belongs to
 * @param versions every version and the number it has there, for people
 * @param severity how bad a failure is as a rule
 * @param references related controls, for people
 * @param rationale why it matters
 * @param decision how the library decides it
 * @param remediation how to fix a failure
 * @param level its level in the benchmark, 1 or 2
 */
public record Rule(String id, String title, String benchmark, String version, String versions,
    Severity severity, String references, String rationale, String decision, String remediation,
    int level) {

    private static final class Holder {
        static final List<Rule> RULES = unpackAll(new Unpacker(Native.rules()));
    }

    private static List<Rule> unpackAll(Unpacker from) {
        return from.list(() -> unpack(from));
    }

    private static Rule unpack(Unpacker from) {
        return new Rule(from.text(), from.text(), from.text(), from.text(), from.text(),
            Severity.from(from.text()), from.text(), from.text(), from.text(), from.text(),
            from.integer());
    }

    /**
     * Every check that the library has.
     *
     * @return the table
     */
    public static List<Rule> all() {
        return Holder.RULES;
    }

    /**
     * The check with a number, also one that older benchmarks give it.
     *
     * @param number {@code 5.4}, or {@code 5.3} as benchmarks 1.1 to 1.5 call the same check
     * @return nothing where there is none
     */
    public static Optional<Rule> find(String number) {
        int index = Native.ruleIndex(Texts.bytes(number));
        return index < 0 ? Optional.empty() : Optional.of(all().get(index));
    }
}
