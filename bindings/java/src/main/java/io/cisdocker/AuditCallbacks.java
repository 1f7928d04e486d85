package io.cisdocker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What an audit or a report reads from, and whom it tells. */
final class AuditCallbacks implements Callbacks {
    private static final int PIECE = 65536;

    private final List<InputStream> streams = new ArrayList<>();
    private Progress progress = (done, total) -> true;

    /** The number that stands for the stream. */
    int add(InputStream stream) {
        streams.add(stream);
        return streams.size() - 1;
    }

    void setProgress(Progress wanted) {
        progress = wanted;
    }

    @Override
    public byte[] read(int reader, int size) {
        byte[] piece = new byte[Math.min(size, PIECE)];
        try {
            int count = streams.get(reader).read(piece);
            return count < 0 ? null : Arrays.copyOf(piece, count);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public boolean progress(long done, long total) {
        return progress.update(done, total);
    }
}
