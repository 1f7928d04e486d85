package io.cisdocker;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/**
 * A native object, freed once: when it was closed and the last call that uses it has returned. So
 * that closing it is safe at any time, from any thread and from within a callback.
 */
final class Handle implements Runnable {
    static final Cleaner CLEANER = Cleaner.create();

    private final String what;
    private final long address;
    private final LongConsumer free;
    private int uses = 1;
    private boolean open = true;

    Handle(String what, long address, LongConsumer free) {
        this.what = what;
        this.address = address;
        this.free = free;
    }

    /** Calls with the address, which lives as long as the call, as does the owner. */
    <T> T use(Object owner, LongFunction<T> call) {
        if (!tryAcquire()) {
            throw new IllegalStateException(what + " is closed");
        }
        try {
            return call.apply(address);
        } finally {
            release();
            Reference.reachabilityFence(owner);
        }
    }

    /** The same without an answer. */
    void run(Object owner, LongConsumer call) {
        use(owner, open -> {
            call.accept(open);
            return null;
        });
    }

    /** Runs, be it closed or not; where it is open it is not freed meanwhile. */
    void hold(Runnable call) {
        boolean held = tryAcquire();
        try {
            call.run();
        } finally {
            if (held) {
                release();
            }
        }
    }

    /** The same as {@link #run(Object, LongConsumer)}; nothing where it is closed. */
    void runIfOpen(LongConsumer call) {
        if (tryAcquire()) {
            try {
                call.accept(address);
            } finally {
                release();
            }
        }
    }

    /** Closes it; again does nothing. */
    @Override
    public void run() {
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
        }
        release();
    }

    private synchronized boolean tryAcquire() {
        uses += open ? 1 : 0;
        return open;
    }

    private void release() {
        boolean last;
        synchronized (this) {
            last = --uses == 0;
        }
        if (last) {
            free.accept(address);
        }
    }
}
