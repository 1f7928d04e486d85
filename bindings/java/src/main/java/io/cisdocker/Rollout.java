package io.cisdocker;

/**
 * How far the tasks of a Swarm service are what its spec says.
 *
 * @param tasks how many run
 * @param differing how many of those have other capability lists than the spec
 */
public record Rollout(long tasks, long differing) {
    static Rollout unpack(Unpacker from) {
        return from.flag() ? new Rollout(from.number(), from.number()) : null;
    }
}
