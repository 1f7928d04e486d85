package io.cisdocker;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Draws results from an audit, one at a time, and gives each back when more are asked for. */
final class ResultIterator implements Iterator<Result> {
    private final Audit audit;
    private Result given;
    private Result ahead;
    private boolean ended;

    ResultIterator(Audit audit) {
        this.audit = audit;
    }

    @Override
    public boolean hasNext() {
        if (ahead == null && !ended) {
            giveBack();
            ahead = audit.draw();
            ended = ahead == null;
        }
        return ahead != null;
    }

    @Override
    public Result next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the audit has ended");
        }
        given = ahead;
        ahead = null;
        return given;
    }

    private void giveBack() {
        if (given != null) {
            audit.takeBack(given);
            given = null;
        }
    }
}
