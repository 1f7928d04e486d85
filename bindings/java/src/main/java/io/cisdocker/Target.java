package io.cisdocker;

import java.util.Optional;

/**
 * Where an audit looks for subjects. A text that is not known is empty.
 *
 * @param kind {@code engine}, {@code inspect}, …
 * @param uri the endpoint or file
 * @param engine {@code docker} or {@code podman}
 * @param engineVersion the engine's version
 * @param host the name of the engine's host
 * @param complete true once every subject was found and handled
 * @param note what else to know, such as that it is a Swarm worker
 * @param code the kind of the error; {@link ErrorCode#OK} where there is none
 * @param error why it is not complete, in one line
 */
public record Target(String kind, String uri, String engine, String engineVersion, String host,
    boolean complete, Optional<String> note, ErrorCode code, Optional<String> error) {

    static Target unpack(Unpacker from) {
        return new Target(from.text(), from.text(), from.text(), from.text(), from.text(),
            from.flag(), from.optionalText(), from.constant(ErrorCode.ALL), from.optionalText());
    }
}
