package io.cisdocker;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an audit found, in numbers.
 *
 * @param rule what was decided
 * @param profile how strictly
 * @param started when it began
 * @param finished when it ended; nothing while it goes on
 * @param counts how many results have a verdict; of failures, those that are not waived
 * @param waived how many failures are waived
 * @param failures how many failures that are not waived have at least a severity
 * @param targets the targets, in the order in which they were added
 * @param policies the files of the policies that were applied
 * @param notes what there is to say of their entries
 * @param baseline the name of the baseline; nothing, and no changes, where there is none
 * @param changes how many failures are new, worse or unchanged, and how many of the baseline's are
 *     fixed, waived or undecided; known once the audit has ended
 * @param newFailures how many failures that are new or worse have at least a severity
 * @param fixed what is fixed
 */
public record Summary(Rule rule, Profile profile, Instant started, Optional<Instant> finished,
    Map<Verdict, Long> counts, long waived, Map<Severity, Long> failures, List<Target> targets,
    List<String> policies, List<PolicyNote> notes, Optional<String> baseline,
    Map<Change, Long> changes, Map<Severity, Long> newFailures, List<Fixed> fixed) {

    static Summary unpack(Unpacker from) {
        return new Summary(Rule.find(from.text()).orElseThrow(), from.constant(Profile.ALL),
            Instant.ofEpochSecond(from.number()), unpackEnd(from.number()),
            unpackCounts(from, Verdict.class, Verdict.ALL), from.number(),
            unpackCounts(from, Severity.class, Severity.ALL),
            from.list(() -> Target.unpack(from)), from.texts(),
            from.list(() -> PolicyNote.unpack(from)), from.optionalText(),
            unpackCounts(from, Change.class, Change.ALL),
            unpackCounts(from, Severity.class, Severity.ALL),
            from.list(() -> Fixed.unpack(from)));
    }

    private static Optional<Instant> unpackEnd(long seconds) {
        return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private static <E extends Enum<E>> Map<E, Long> unpackCounts(Unpacker from, Class<E> type,
        E[] all) {
        Map<E, Long> counts = new EnumMap<>(type);
        for (E constant : all) {
            counts.put(constant, from.number());
        }
        return Collections.unmodifiableMap(counts);
    }

    /**
     * Whether every subject of every target was found and handled.
     *
     * @return false where a target is not complete
     */
    public boolean complete() {
        return targets.stream().allMatch(Target::complete);
    }

    /**
     * The exit status that the command {@code cisdocker check} would end with.
     *
     * @return 1 where a failure is not waived; else 3 where a target is not complete or something
     *     could not be judged; else 0
     */
    public int exitStatus() {
        if (counts.get(Verdict.FAIL) > 0) {
            return 1;
        }
        long undecided = counts.get(Verdict.ERROR) + counts.get(Verdict.UNKNOWN);
        return undecided > 0 || !complete() ? 3 : 0;
    }
}
