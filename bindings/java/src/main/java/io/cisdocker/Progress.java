package io.cisdocker;

/** Is told as an audit goes on. */
@FunctionalInterface
public interface Progress {
    /**
     * Called within the call that draws a result: for each subject, and now and then while an engine
     * keeps that call waiting. An exception cancels the audit, too, and comes out
     * of that call. At most some ten times a second is worth showing.
     *
     * @param done how many subjects are done
     * @param total of how many; 0 while it is not known
     * @return false to cancel the audit
     */
    boolean update(long done, long total);
}
