package io.cisdocker;

/**
 * What there is to say of a policy's entry itself.
 *
 * @param kind what
 * @param file the policy's file
 * @param line the line the entry begins at
 * @param waiver true for a waiver, false for a requirement
 * @param about what the entry asks for, in one line
 * @param reason the entry's reason
 * @param expires its last day
 */
public record PolicyNote(NoteKind kind, String file, int line, boolean waiver, String about,
    String reason, String expires) {

    static PolicyNote unpack(Unpacker from) {
        return new PolicyNote(from.constant(NoteKind.ALL), from.text(), from.integer(), from.flag(),
            from.text(), from.text(), from.text());
    }
}
