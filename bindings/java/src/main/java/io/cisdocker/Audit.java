package io.cisdocker;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One run of a rule over targets: make it, configure it, then draw results from it, which come as
 * soon as they are known. Nothing is opened before the first result is asked for.
 *
 * <p>Threads: calls of several threads at once wait for each other; each result goes to one of
 * them. {@link #cancel} and {@link #close} never wait. A callback must not use the audit that called
 * it, except for these two.
 *
 * <p>An audit that is not closed is closed when it is no longer used, as a last resort.
 */
public final class Audit implements Iterable<Result>, AutoCloseable {
    private final Handle handle;
    private final Lent lent;
    private final AuditCallbacks callbacks = new AuditCallbacks();
    private final ReentrantLock lock = new ReentrantLock();

    /** An audit of the rule 5.4. */
    public Audit() {
        this("5.4");
    }

    /**
     * An audit of a rule.
     *
     * @param rule its number
     * @throws CisdockerException {@link ErrorCode#ARGUMENT} if there is none
     */
    public Audit(String rule) {
        handle = new Handle("the audit", Native.auditNew(Texts.bytes(rule)), Native::auditFree);
        lent = new Lent(handle);
        Handle.CLEANER.register(this, lent);
    }

    /**
     * Sets the profile to judge by. As all settings, before the first result.
     *
     * @param profile {@link Profile#CIS} unless set
     * @return this
     */
    public Audit profile(Profile profile) {
        return set(Native.PROFILE, profile.ordinal());
    }

    /**
     * Sets whether the kernel is asked what the processes of running containers can do.
     *
     * @param witness {@link KernelWitness#AUTO} unless set
     * @return this
     */
    public Audit kernel(KernelWitness witness) {
        return set(Native.KERNEL, witness.ordinal());
    }

    /**
     * Fixes the report's times, so that equal evidence gives equal bytes.
     *
     * @param time the clock is asked unless set
     * @return this
     */
    public Audit time(Instant time) {
        return set(Native.TIME, time.getEpochSecond());
    }

    /**
     * Sets whether Swarm services are audited.
     *
     * @param wanted true unless set
     * @return this
     */
    public Audit services(boolean wanted) {
        return set(Native.SERVICES, wanted ? 1 : 0);
    }

    /**
     * Restricts the audit to subjects that fit: of several values for one key one must fit, of
     * several keys all.
     *
     * @param key {@code name} and {@code image} take a shell glob, {@code label} takes K or K=V,
     *     {@code state} takes the engine's word
     * @param value what must fit
     * @return this
     */
    public Audit select(String key, String value) {
        return configure(address ->
            Native.auditSelect(address, Texts.bytes(key), Texts.bytes(value)));
    }

    /**
     * Applies a policy, beside those applied already.
     *
     * @param policy may be closed afterwards
     * @return this
     */
    public Audit addPolicy(Policy policy) {
        return configure(address -> policy.run(other ->
            Native.auditAddPolicy(address, other)));
    }

    /**
     * Lets subjects themselves say what they require, in a label. The audited then writes part of
     * its own verdict.
     *
     * @param key the label's key
     * @return this
     */
    public Audit trustLabel(String key) {
        return add(Native.LABEL, key);
    }

    /**
     * Holds what will be found against an older report: each result then has its change. The profile
     * is set before.
     *
     * @param name stands for the older report
     * @param report the older report; may be closed afterwards
     * @return this
     * @throws CisdockerException {@link ErrorCode#UNSUPPORTED} where it is of another check or profile
     */
    public Audit baseline(String name, Report report) {
        return configure(address -> report.run(other ->
            Native.auditBaseline(address, Texts.bytes(name), other)));
    }

    /**
     * Adds a live engine.
     *
     * @param uri {@code unix:///path}, {@code tcp://host[:port]} or {@code ssh://[user@]host[:port]}
     * @return this
     */
    public Audit addEngine(String uri) {
        return addEngine(uri, new EngineOptions());
    }

    /**
     * Adds a live engine.
     *
     * @param uri {@code unix:///path}, {@code tcp://host[:port]} or {@code ssh://[user@]host[:port]}
     * @param options how to talk to it
     * @return this
     */
    public Audit addEngine(String uri, EngineOptions options) {
        return configure(address -> options.addTo(address, uri));
    }

    /**
     * Adds the saved output of {@code docker inspect}, {@code docker service inspect} or
     * {@code podman inspect}.
     *
     * @param file the file
     * @return this
     */
    public Audit addInspect(Path file) {
        return add(Native.INSPECT, file);
    }

    /**
     * The same, from a stream, which is read while results are drawn and not closed. What it throws
     * comes out of the call that draws a result, an IOException in an UncheckedIOException; the
     * target then is not complete, and the audit may go on with the next.
     *
     * @param name stands for it in messages and in the report
     * @param stream is read
     * @return this
     */
    public Audit addInspect(String name, InputStream stream) {
        return configure(address ->
            Native.auditAddReader(address, Texts.bytes(name), callbacks.add(stream)));
    }

    /**
     * Adds the services that Compose files declare.
     *
     * @param project the files, and how to read them
     * @return this
     */
    public Audit addCompose(ComposeOptions project) {
        return configure(project::addTo);
    }

    /**
     * Adds an engine's data root on disk: no engine is needed.
     *
     * @param directory Docker Engine's, Podman's, or the root directory of a machine
     * @return this
     */
    public Audit addRoot(Path directory) {
        return add(Native.ROOT, directory);
    }

    /**
     * Adds one command line, such as {@code docker run …}, which is read as a shell and the command
     * read it; nothing is expanded or executed.
     *
     * @param line the line
     * @return this
     */
    public Audit addCommand(String line) {
        return add(Native.COMMAND, line);
    }

    /**
     * Sets who is told as the work goes on.
     *
     * @param progress is called within the calls that draw results; null for nobody
     * @return this
     */
    public Audit onProgress(Progress progress) {
        return configure(address -> {
            callbacks.setProgress(progress);
            Native.auditProgress(address, progress != null);
        });
    }

    private Audit set(int what, long value) {
        return configure(address -> Native.auditSet(address, what, value));
    }

    private Audit add(int what, Object text) {
        return configure(address -> Native.auditAdd(address, what, Texts.bytes(text)));
    }

    private Audit configure(LongConsumer call) {
        alone(address -> {
            call.accept(address);
            return null;
        });
        return this;
    }

    /** Calls with the address while no other thread does. */
    <T> T alone(LongFunction<T> call) {
        return still(() -> handle.use(this, call));
    }

    /** Runs while no other thread draws results; the audit may be closed. */
    void hold(Runnable call) {
        still(() -> {
            handle.hold(call);
            return null;
        });
    }

    private <T> T still(Supplier<T> call) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("a callback cannot use the audit that called it");
        }
        lock.lock();
        try {
            return call.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Draws results: once, however many iterators there are. The failure of a call is thrown by
     * {@link Iterator#hasNext}: want of memory, a cancelled audit, no target.
     *
     * @return an iterator for one thread; another thread takes one of its own
     */
    @Override
    public Iterator<Result> iterator() {
        return new ResultIterator(this);
    }

    @Override
    public Spliterator<Result> spliterator() {
        return Spliterators.spliteratorUnknownSize(iterator(),
            Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
    }

    /**
     * Draws results as a stream, in which they are not gathered.
     *
     * @return the stream
     */
    public Stream<Result> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    Result draw() {
        byte[] packed = alone(address -> Native.auditNext(address, callbacks));
        if (packed == null) {
            return null;
        }
        Result result = new Result(packed, null, null);
        lent.lend(result);
        return result;
    }

    void takeBack(Result result) {
        lent.takeBack(result);
    }

    /**
     * Runs the audit to its end and hands out a report that holds every result not yet drawn.
     *
     * @return the report, to be closed
     */
    public Report collect() {
        return new Report(alone(address -> Native.auditCollect(address, callbacks)));
    }

    /**
     * What the audit has found so far, in numbers.
     *
     * @return final once the results have ended
     */
    public Summary summary() {
        return alone(address -> {
            long report = Native.auditReport(address);
            try {
                return Summary.unpack(new Unpacker(Native.reportSummary(report)));
            } finally {
                Native.reportUnref(report);
            }
        });
    }

    /**
     * A renderer for this audit's results while they come.
     *
     * @param format what to write
     * @param options how to write it
     * @param out where to; not closed
     * @return the renderer, to be closed
     */
    public Renderer renderer(Format format, RenderOptions options, OutputStream out) {
        return alone(address -> new Renderer(this, Native.auditReport(address), format, options,
            out));
    }

    /**
     * A renderer for this audit's results while they come.
     *
     * @param format what to write
     * @param options how to write it
     * @param out where to
     * @return the renderer, to be closed
     */
    public Renderer renderer(Format format, RenderOptions options, Appendable out) {
        return renderer(format, options, new AppendableStream(out));
    }

    /**
     * Makes the call under way, and later ones, fail with {@link ErrorCode#CANCELLED}. Nothing where
     * the audit is closed.
     */
    public void cancel() {
        handle.runIfOpen(Native::auditCancel);
    }

    /** Cancels what is under way and frees what is native. What results say stays. */
    @Override
    public void close() {
        cancel();
        lent.run();
    }
}
