package io.cisdocker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Takes what the library writes. */
final class Sink implements Callbacks {
    private final OutputStream out;

    Sink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(byte[] data) {
        try {
            out.write(data);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Makes a call that writes into the stream; what the stream throws comes out as it was. */
    static void to(OutputStream out, Consumer<Callbacks> call) throws IOException {
        try {
            call.accept(new Sink(out));
        } catch (UncheckedIOException unchecked) {
            throw unchecked.getCause();
        }
    }

    /** What a call writes. */
    static String text(Consumer<Callbacks> call) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        call.accept(new Sink(out));
        return out.toString(StandardCharsets.UTF_8);
    }
}
