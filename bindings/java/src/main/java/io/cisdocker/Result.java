package io.cisdocker;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * One judged subject. What it says never changes and stays readable for good, by any thread.
 *
 * <p>Its native half, which {@link #fix}, {@link #json} and {@link Renderer#add} need, is lent: it
 * goes when the iteration that it came from asks for more, or ends with the audit or report. Call
 * {@link #keep} to have it longer.
 */
public final class Result implements AutoCloseable {
    private final byte[] packed;
    private final int rest;
    private final long address;
    @SuppressWarnings("unused") // a report owns its results, and lives as long as they do
    private final Object origin;
    private final Verdict verdict;
    private final Severity severity;
    private final Capabilities granted;
    private final Capabilities excess;
    private final Capabilities required;
    private final Change change;
    private final String name;
    private final Optional<Waiver> waiver;
    private final List<Reason> reasons;
    private final List<String> unknownCapabilities;
    private final Handle lent;
    private Handle own;
    private volatile Details details;

    /** What is seldom asked for. */
    private record Details(Subject subject, Evidence evidence, List<Remedy> remedies) {
        static Details unpack(String name, Unpacker from) {
            return new Details(Subject.unpack(name, from), Evidence.unpack(from),
                from.list(() -> Remedy.unpack(from)));
        }
    }

    /** A result of a report, whose handle keeps it alive; of an audit where there is none. */
    Result(byte[] packed, Handle report, Object origin) {
        Unpacker from = new Unpacker(packed);
        this.packed = packed;
        this.origin = origin;
        address = from.number();
        lent = report != null ? report : new Handle("the native half of the result", address, Native::resultUnref);
        verdict = from.constant(Verdict.ALL);
        severity = from.constant(Severity.ALL);
        change = from.constant(Change.ALL);
        name = from.text();
        granted = from.capabilities();
        excess = from.capabilities();
        required = from.capabilities();
        waiver = from.flag() ? Optional.of(Waiver.unpack(from)) : Optional.empty();
        reasons = from.list(() -> Reason.unpack(from));
        unknownCapabilities = from.texts();
        rest = from.position();
    }

    /**
     * The outcome.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * Whether it is a failure that a policy accepts; it still is a failure.
     *
     * @return true if so
     */
    public boolean waived() {
        return waiver.isPresent();
    }

    /**
     * What the policy says of accepting it.
     *
     * @return nothing where it is not waived
     */
    public Optional<Waiver> waiver() {
        return waiver;
    }

    /**
     * How bad it is.
     *
     * @return for a failure, by the worst capability in excess; else the rule's own
     */
    public Severity severity() {
        return severity;
    }

    /**
     * What became of it since the baseline.
     *
     * @return {@link Change#NONE} where there is no baseline
     */
    public Change change() {
        return change;
    }

    /**
     * What was judged.
     *
     * @return the subject
     */
    public Subject subject() {
        return details().subject;
    }

    /**
     * The subject's name.
     *
     * @return the name, without a leading slash; empty where it is not known
     */
    public String name() {
        return name;
    }

    /**
     * Why the verdict is what it is.
     *
     * @return at least one reason, the weightiest first
     */
    public List<Reason> reasons() {
        return reasons;
    }

    /**
     * The capabilities granted.
     *
     * @return none where the evidence could not be read
     */
    public Capabilities granted() {
        return granted;
    }

    /**
     * Those of the granted that the profile does not allow.
     *
     * @return the excess
     */
    public Capabilities excess() {
        return excess;
    }

    /**
     * What the policy says the subject needs.
     *
     * @return what is required
     */
    public Capabilities required() {
        return required;
    }

    /**
     * Names granted that the library cannot place in a set: part of what is granted and of the
     * excess.
     *
     * @return the names, with {@code CAP_} and in upper case
     */
    public List<String> unknownCapabilities() {
        return unknownCapabilities;
    }

    /**
     * What the verdict rests on.
     *
     * @return the evidence
     */
    public Evidence evidence() {
        return details().evidence;
    }

    /**
     * How to mend it.
     *
     * @return none unless it failed
     */
    public List<Remedy> remedies() {
        return details().remedies;
    }

    private Details details() {
        Details known = details;
        if (known == null) {
            known = Details.unpack(name, new Unpacker(packed, rest));
            details = known;
        }
        return known;
    }

    /**
     * Its remedies as text to paste, each below comments of a shell that say what it is for.
     *
     * @param form how far they go
     * @return the text; empty for what did not fail
     * @throws IllegalStateException if the native half is gone
     */
    public String fix(FixForm form) {
        return Sink.text(sink -> use(result -> Native.resultFix(result, form.ordinal(), sink)));
    }

    /**
     * It as the JSON object of the report.
     *
     * @return one line without a line end
     * @throws IllegalStateException if the native half is gone
     */
    public String json() {
        return Sink.text(sink -> use(result -> Native.resultJson(result, sink)));
    }

    /**
     * Keeps the native half until {@link #close}, or until this object is no longer used.
     *
     * @return this
     * @throws IllegalStateException if the native half is gone already
     */
    public synchronized Result keep() {
        use(open -> {
            if (own == null) {
                Native.resultRef(open);
                own = new Handle("the native half of the result", open, Native::resultUnref);
                Handle.CLEANER.register(this, own);
            }
        });
        return this;
    }

    /** Lets the native half go; what the result says stays. Of use after {@link #keep} only. */
    @Override
    public synchronized void close() {
        if (own != null) {
            own.run();
        }
    }

    /** What the audit lets go when it is asked for more. */
    Handle lent() {
        return lent;
    }

    /** Calls with the address of the native half. */
    void use(LongConsumer call) {
        current().run(this, ignored -> call.accept(address));
    }

    private synchronized Handle current() {
        return own != null ? own : lent;
    }

    /** The verdict and the name. */
    @Override
    public String toString() {
        return verdict + " " + name();
    }
}
