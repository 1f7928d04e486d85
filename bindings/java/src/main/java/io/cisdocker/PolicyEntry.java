package io.cisdocker;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy requires or accepts. A text that is not given is empty.
 *
 * @param waiver true for a waiver, false for a requirement
 * @param match what it asks of a subject
 * @param capabilities what is required, or covered
 * @param coversAll true for a waiver that covers whatever is in excess
 * @param reason why
 * @param owner who answers for it
 * @param ticket which ticket is about it
 * @param expires its last day, {@code YYYY-MM-DD}
 * @param line the line it begins at
 * @param never why no subject of any engine can ever be what it asks for
 */
public record PolicyEntry(boolean waiver, Map<PolicyKey, String> match, Capabilities capabilities,
    boolean coversAll, String reason, String owner, String ticket, String expires, int line,
    Optional<String> never) {

    static PolicyEntry unpack(Unpacker from) {
        return new PolicyEntry(from.flag(), unpackMatch(from), from.capabilities(), from.flag(),
            from.text(), from.text(), from.text(), from.text(), from.integer(),
            from.optionalText());
    }

    private static Map<PolicyKey, String> unpackMatch(Unpacker from) {
        Map<PolicyKey, String> match = new EnumMap<>(PolicyKey.class);
        int count = from.integer();
        for (int key = 0; key < count; key++) {
            String wanted = from.text();
            if (wanted != null) {
                match.put(PolicyKey.ALL[key], wanted);
            }
        }
        return Collections.unmodifiableMap(match);
    }
}
