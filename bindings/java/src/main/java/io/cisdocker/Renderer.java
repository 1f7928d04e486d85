package io.cisdocker;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Turns an audit's results into text of a format while they come. It may outlive the audit. */
public final class Renderer implements AutoCloseable {
    private final Audit audit;
    private final OutputStream out;
    private final Handle handle;

    /* Takes the reference to the report over. */
    Renderer(Audit audit, long report, Format format, RenderOptions options, OutputStream out) {
        this.audit = audit;
        this.out = out;
        handle = new Handle("the renderer", Native.rendererNew(report, format.ordinal(),
            options.numbers(), options.texts(), options.addresses(), options.facts(),
            new Sink(out)), Native::rendererFree);
        Handle.CLEANER.register(this, handle);
    }

    /**
     * Adds a result; streaming formats write it at once.
     *
     * @param result a result of the audit, whose native half is still there
     * @throws IOException if it cannot be written
     */
    public void add(Result result) throws IOException {
        Sink.to(out, sink -> alone(renderer -> result.use(address ->
            Native.rendererAdd(renderer, address, sink))));
    }

    /**
     * Writes the rest. Once, after the last result.
     *
     * @throws IOException if it cannot be written
     */
    public void finish() throws IOException {
        Sink.to(out, sink -> alone(renderer -> Native.rendererFinish(renderer, sink)));
        out.flush();
    }

    /* A renderer reads its audit's report, which the audit changes. */
    private void alone(LongConsumer call) {
        audit.hold(() -> handle.run(this, call));
    }

    /** Frees what is native; what was not written yet is lost. */
    @Override
    public void close() {
        handle.run();
    }
}
