package io.cisdocker;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * What a site requires and what it accepts. It never changes, may be used by several audits at
 * once, and may be closed as soon as it was added to them.
 */
public final class Policy implements AutoCloseable {
    private final Handle handle;
    private final String file;
    private final List<PolicyEntry> entries;

    private Policy(long address) {
        handle = new Handle("the policy", address, Native::policyUnref);
        Handle.CLEANER.register(this, handle);
        Unpacker content = new Unpacker(handle.use(this, Native::policyContent));
        file = content.text();
        entries = content.list(() -> PolicyEntry.unpack(content));
    }

    /**
     * Reads a policy, YAML or JSON, from a file.
     *
     * @param path the file
     * @return the policy
     * @throws CisdockerException {@link ErrorCode#FORMAT} with file, line and column for anything
     *     that is not understood
     */
    public static Policy load(Path path) {
        return new Policy(Native.policyLoad(Texts.bytes(path)));
    }

    /**
     * Reads a policy from a text.
     *
     * @param name what stands for it in messages
     * @param text the text, YAML or JSON
     * @return the policy
     * @throws CisdockerException as for {@link #load}
     */
    public static Policy parse(String name, String text) {
        Objects.requireNonNull(text);
        return new Policy(Native.policyParse(Texts.bytes(name), Texts.bytes(text)));
    }

    /**
     * The file, or the name given.
     *
     * @return its name
     */
    public String file() {
        return file;
    }

    /**
     * Its entries, requirements and waivers, in the order of the file.
     *
     * @return them
     */
    public List<PolicyEntry> entries() {
        return entries;
    }

    /**
     * Says in words what it means, and warns of what has expired, can match nothing or lacks a
     * reason.
     *
     * @param day when to judge what has expired
     * @param options of these, colour and width count
     * @return the text
     */
    public String explain(Instant day, RenderOptions options) {
        return Sink.text(sink -> handle.run(this, address -> Native.policyExplain(address,
            day.getEpochSecond(), options.numbers(), options.texts(), options.addresses(),
            options.facts(), sink)));
    }

    void run(LongConsumer call) {
        handle.run(this, call);
    }

    @Override
    public void close() {
        handle.run();
    }
}
