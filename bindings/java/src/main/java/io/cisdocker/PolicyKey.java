package io.cisdocker;

/** What an entry of a policy can ask of a subject. */
public enum PolicyKey {
    /** The name, a shell glob. */
    NAME,
    /** The image, a shell glob. */
    IMAGE,
    /** A label. */
    LABEL,
    /** The Compose project. */
    COMPOSE_PROJECT,
    /** The Compose service. */
    COMPOSE_SERVICE,
    /** The Swarm service. */
    SERVICE;

    static final PolicyKey[] ALL = values();

    private final String word = Words.of(this);

    /** The library's word for it, which stands in every format. */
    @Override
    public String toString() {
        return word;
    }
}
