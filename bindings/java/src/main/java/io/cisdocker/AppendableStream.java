package io.cisdocker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Hands UTF-8 that comes in pieces on as characters. */
final class AppendableStream extends OutputStream {
    private final Appendable out;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE);
    private byte[] rest = {};

    AppendableStream(Appendable out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(rest.length + length);
        bytes.put(rest).put(data, offset, length).flip();
        CharBuffer characters = CharBuffer.allocate(bytes.remaining());
        decoder.reset().decode(bytes, characters, false);
        rest = new byte[bytes.remaining()]; // a character may be cut in two
        bytes.get(rest);
        out.append(characters.flip());
    }
}
