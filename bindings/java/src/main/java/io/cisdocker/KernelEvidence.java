package io.cisdocker;

/**
 * What the kernel says of a container's processes.
 *
 * @param complete true where all of them could be read
 * @param bounding the union of their bounding sets
 * @param effective the union of their effective sets
 */
public record KernelEvidence(boolean complete, Capabilities bounding, Capabilities effective) {
    static KernelEvidence unpack(Unpacker from) {
        return from.flag()
            ? new KernelEvidence(from.flag(), from.capabilities(), from.capabilities()) : null;
    }
}
