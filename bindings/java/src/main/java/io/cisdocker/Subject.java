package io.cisdocker;

import java.util.Optional;

/**
 * What was judged. A text that is not known is empty.
 *
 * @param kind what it is
 * @param id the engine's id, 64 hex digits for a container
 * @param name the name, without a leading slash
 * @param image the image as it was asked for
 * @param state the engine's word, such as {@code running}
 * @param user the user the engine starts it as
 * @param target at which target it was found: an index into {@link Summary#targets}
 * @param service of the container of a Swarm task, the name of its service
 * @param location where a file declares it
 */
public record Subject(SubjectKind kind, String id, String name, String image, String state,
    String user, int target, Optional<String> service, Optional<Location> location) {

    static Subject unpack(String name, Unpacker from) {
        return new Subject(from.constant(SubjectKind.ALL), from.text(), name, from.text(),
            from.text(), from.text(), (int) from.number(), from.optionalText(),
            Optional.ofNullable(Location.unpack(from)));
    }
}
