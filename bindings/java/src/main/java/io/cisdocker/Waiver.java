package io.cisdocker;

/**
 * That a policy accepts a failure; a text that the policy does not give is empty.
 *
 * @param reason why
 * @param owner who answers for it
 * @param ticket which ticket is about it
 * @param expires its last day, {@code YYYY-MM-DD}
 */
public record Waiver(String reason, String owner, String ticket, String expires) {
    static Waiver unpack(Unpacker from) {
        return new Waiver(from.text(), from.text(), from.text(), from.text());
    }
}
