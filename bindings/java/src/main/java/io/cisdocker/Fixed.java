package io.cisdocker;

import java.util.Optional;

/**
 * What failed in the baseline and does not any more. A text that is not known is empty.
 *
 * @param kind what it was
 * @param name its name; empty for the tasks of a Swarm service
 * @param service of these, the service's name
 * @param image its image
 * @param host on which host
 * @param file in which file it was declared
 * @param gone true where it is not there any more, false where it passes
 */
public record Fixed(SubjectKind kind, String name, Optional<String> service, String image,
    String host, Optional<String> file, boolean gone) {

    static Fixed unpack(Unpacker from) {
        return new Fixed(from.constant(SubjectKind.ALL), from.text(), from.optionalText(),
            from.knownText(), from.knownText(), from.optionalText(), from.flag());
    }
}
