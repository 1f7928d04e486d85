package io.cisdocker;

import java.util.HashSet;
import java.util.Set;

/** An audit's native object and those of the results that it has lent: closed together. */
final class Lent implements Runnable {
    private final Handle audit;
    private final Set<Handle> results = new HashSet<>();

    Lent(Handle audit) {
        this.audit = audit;
    }

    synchronized void lend(Result result) {
        results.add(result.lent());
    }

    void takeBack(Result result) {
        forget(result.lent());
        result.lent().run();
    }

    private synchronized void forget(Handle handle) {
        results.remove(handle);
    }

    @Override
    public void run() {
        Set<Handle> left;
        synchronized (this) {
            left = Set.copyOf(results);
            results.clear();
        }
        left.forEach(Handle::run);
        audit.run();
    }
}
