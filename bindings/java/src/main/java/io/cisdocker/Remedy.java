package io.cisdocker;

/**
 * How to mend a failure.
 *
 * @param kind what it is for: {@code docker-run}, {@code compose}, {@code docker-service-update},
 *     {@code podman-run}
 * @param smallest the smallest change that makes the subject pass; safe to paste
 * @param least the least privilege: drop everything, add back what is required or was added on
 *     purpose
 * @param note what else to know before applying it; empty where there is nothing
 */
public record Remedy(String kind, String smallest, String least, String note) {
    static Remedy unpack(Unpacker from) {
        return new Remedy(from.text(), from.text(), from.text(), from.text());
    }
}
