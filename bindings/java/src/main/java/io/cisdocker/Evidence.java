package io.cisdocker;

import java.util.List;
import java.util.Optional;

/**
 * What a verdict rests on.
 *
 * @param privileged whether the subject runs privileged
 * @param capAdd what is added, spelled as it was found; nothing where it could not be read
 * @param capDrop what is dropped, spelled as it was found; nothing where it could not be read
 * @param kernel what the kernel says; nothing where it was not asked
 * @param rollout of a Swarm service whose tasks could be asked about, how far they are like it
 */
public record Evidence(Fact privileged, Optional<List<String>> capAdd,
    Optional<List<String>> capDrop, Optional<KernelEvidence> kernel, Optional<Rollout> rollout) {

    static Evidence unpack(Unpacker from) {
        return new Evidence(Fact.ALL[from.integer() + 1], from.knownTexts(), from.knownTexts(),
            Optional.ofNullable(KernelEvidence.unpack(from)),
            Optional.ofNullable(Rollout.unpack(from)));
    }
}
