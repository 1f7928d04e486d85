package io.cisdocker;

/**
 * Why a verdict is what it is.
 *
 * @param code the stable word for it
 * @param capabilities what it is about; may be empty
 * @param message it in one sentence
 */
public record Reason(ReasonCode code, Capabilities capabilities, String message) {
    static Reason unpack(Unpacker from) {
        return new Reason(from.constant(ReasonCode.ALL), from.capabilities(), from.text());
    }
}
