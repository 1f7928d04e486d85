package io.cisdocker;

import java.util.List;

/**
 * A file that a scanner loads to decide the check itself.
 *
 * @param name its name, such as {@code cisdocker-5.4-docker.audit}
 * @param description what it is, and for which scanner, in one sentence
 * @param program true for a script, which a scanner runs only if the file may be executed
 */
public record Content(String name, String description, boolean program) {
    /**
     * Every file that the library can write.
     *
     * @return the table
     */
    public static List<Content> all() {
        Unpacker from = new Unpacker(Native.contents());
        return from.list(() -> new Content(from.text(), from.text(), from.flag()));
    }

    /**
     * What is in it.
     *
     * @return the file's text
     * @throws CisdockerException {@link ErrorCode#UNSUPPORTED} for XML where libxml2 is not installed
     */
    public String text() {
        return Sink.text(sink -> Native.contentWrite(Texts.bytes(name), sink));
    }
}
