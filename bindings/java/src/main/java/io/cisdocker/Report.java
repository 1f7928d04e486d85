package io.cisdocker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an audit has found, with its results. Once {@link #compare} is done with it never changes and
 * may be read by any thread.
 */
public final class Report implements Iterable<Result>, AutoCloseable {
    private final Handle handle;
    private volatile Summary summary;
    private final int size;

    Report(long address) {
        handle = new Handle("the report", address, Native::reportUnref);
        Handle.CLEANER.register(this, handle);
        summary = summarize();
        size = handle.use(this, Native::reportResultCount).intValue();
    }

    private Summary summarize() {
        return Summary.unpack(new Unpacker(handle.use(this, Native::reportSummary)));
    }

    /**
     * Reads stored JSON reports back: of several, such as a fleet's, one is made.
     *
     * @param paths at least one; reports of the same check and profile
     * @return the report, to be closed
     * @throws CisdockerException {@link ErrorCode#FORMAT} with file, line and column for anything
     *     malformed; {@link ErrorCode#UNSUPPORTED} for another version, check or profile
     */
    public static Report load(Path... paths) {
        if (paths.length == 0) {
            throw new IllegalArgumentException("there is no report to load");
        }
        return new Report(Native.reportLoad(Texts.bytes(List.of(paths))));
    }

    /**
     * The same, from a stream, which may hold several one after another and is not closed. What it
     * throws comes out of this call, an IOException in an UncheckedIOException.
     *
     * @param name stands for it in messages
     * @param stream is read to its end
     * @return the report, to be closed
     */
    public static Report load(String name, InputStream stream) {
        AuditCallbacks callbacks = new AuditCallbacks();
        callbacks.add(stream);
        return new Report(Native.reportLoadReader(Texts.bytes(name), callbacks));
    }

    /**
     * Holds a report that was loaded against an older one: its results get their change. Before a
     * result of it is kept or a renderer made.
     *
     * @param name stands for the older one
     * @param baseline the older one; may be closed afterwards
     * @return this
     * @throws CisdockerException {@link ErrorCode#UNSUPPORTED} where it is of another check or profile;
     *     {@link ErrorCode#STATE} where it is too late
     */
    public Report compare(String name, Report baseline) {
        handle.run(this, address -> baseline.run(other ->
            Native.reportCompare(address, Texts.bytes(name), other)));
        summary = summarize();
        return this;
    }

    void run(LongConsumer call) {
        handle.run(this, call);
    }

    /**
     * When, where, how many.
     *
     * @return the report without its results
     */
    public Summary summary() {
        return summary;
    }

    /**
     * How many results it holds.
     *
     * @return their number
     */
    public int size() {
        return size;
    }

    /**
     * A result.
     *
     * @param index from 0
     * @return the result, whose native half lives as long as the report
     */
    public Result get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("there is no result " + index);
        }
        byte[] packed = handle.use(this, address -> Native.reportResult(address, index));
        return new Result(packed, handle, this);
    }

    @Override
    public Iterator<Result> iterator() {
        return stream().iterator();
    }

    /**
     * The results, in the order of the report.
     *
     * @return a stream that makes them one by one
     */
    public Stream<Result> stream() {
        return IntStream.range(0, size).mapToObj(this::get);
    }

    /**
     * Renders it.
     *
     * @param format what to write
     * @param options how to write it
     * @param out where to; not closed
     * @throws IOException if it cannot be written
     * @throws CisdockerException {@link ErrorCode#UNSUPPORTED} for a format of XML where libxml2 is
     *     not installed
     */
    public void render(Format format, RenderOptions options, OutputStream out) throws IOException {
        Sink.to(out, sink -> handle.run(this, address -> Native.reportRender(address,
            format.ordinal(), options.numbers(), options.texts(), options.addresses(),
            options.facts(), sink)));
        out.flush();
    }

    /**
     * Renders it.
     *
     * @param format what to write
     * @param options how to write it
     * @param out where to
     * @throws IOException if it cannot be written
     */
    public void render(Format format, RenderOptions options, Appendable out) throws IOException {
        render(format, options, new AppendableStream(out));
    }

    /**
     * A Compose file that, given after those that were audited, makes every Compose service pass that
     * fails and is not waived.
     *
     * @param form how far to go
     * @return the file's text
     */
    public String override(FixForm form) {
        return Sink.text(sink -> handle.run(this, address ->
            Native.reportOverride(address, form.ordinal(), sink)));
    }

    /**
     * The text of a Compose file, changed where its services fail: lines of privileged, cap_drop and
     * cap_add, nothing else.
     *
     * @param form how far to go
     * @param name the file's name as it was audited
     * @param text the file's text
     * @return the changed text
     * @throws CisdockerException {@link ErrorCode#UNSUPPORTED}, with file and line, where a service
     *     is written in a way that this cannot do safely
     */
    public String editCompose(FixForm form, String name, String text) {
        Objects.requireNonNull(text);
        return Sink.text(sink -> handle.run(this, address -> Native.reportEditCompose(address,
            form.ordinal(), Texts.bytes(name), Texts.bytes(text), sink)));
    }

    /**
     * A policy, in YAML, that waives what fails for some days; its reasons are for a person to write.
     *
     * @param days for how many from the report's start; 0: 90
     * @return the policy's text
     */
    public String draftPolicy(int days) {
        return Sink.text(sink -> handle.run(this, address ->
            Native.reportDraftPolicy(address, days, sink)));
    }

    @Override
    public void close() {
        handle.run();
    }
}
