package io.cisdocker;

/** What a subject is. */
public enum SubjectKind {
    /** A container. */
    CONTAINER,
    /** A Swarm service. */
    SERVICE,
    /** A service of a Compose project. */
    COMPOSE_SERVICE,
    /** A command line that would start a container. */
    COMMAND;

    static final SubjectKind[] ALL = values();

    private final String word = Words.of(this);

    /** The library's word for it, which stands in every format. */
    @Override
    public String toString() {
        return word;
    }
}
