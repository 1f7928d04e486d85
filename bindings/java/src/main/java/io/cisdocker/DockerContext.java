package io.cisdocker;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A Docker context: what the docker command calls an endpoint and its keys.
 *
 * @param name its name; nothing for {@code default}
 * @param host its endpoint as {@link Audit#addEngine(String)} takes it; nothing for {@code default}
 * @param authority the path of its authority's certificate
 * @param certificate the path of its certificate
 * @param key the path of its key
 */
public record DockerContext(Optional<String> name, Optional<String> host,
    Optional<String> authority, Optional<String> certificate, Optional<String> key) {

    /**
     * Finds the current context in the docker command's configuration folder.
     *
     * @param folder the folder, {@code ~/.docker} as a rule
     * @return the context
     */
    public static DockerContext current(Path folder) {
        return unpack(new Unpacker(Native.context(Texts.bytes(folder), null)));
    }

    /**
     * Finds a context in the docker command's configuration folder.
     *
     * @param folder the folder, {@code ~/.docker} as a rule
     * @param name the context's name
     * @return the context
     * @throws CisdockerException {@link ErrorCode#ARGUMENT} where there is none of that name
     */
    public static DockerContext load(Path folder, String name) {
        return unpack(new Unpacker(Native.context(Texts.bytes(folder), Texts.bytes(name))));
    }

    private static DockerContext unpack(Unpacker from) {
        return new DockerContext(from.optionalText(), from.optionalText(), from.optionalText(),
            from.optionalText(), from.optionalText());
    }

    /**
     * Options with its keys.
     *
     * @return them, to be completed
     */
    public EngineOptions engineOptions() {
        return new EngineOptions().tls(authority.orElse(null), certificate.orElse(null),
            key.orElse(null));
    }
}
