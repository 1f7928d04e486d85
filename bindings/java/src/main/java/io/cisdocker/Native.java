package io.cisdocker;

/** The native half (src/main/native). Texts are UTF-8; addresses are those of native objects. */
final class Native {
    /* What auditSet sets. */
    static final int PROFILE = 0;
    static final int KERNEL = 1;
    static final int TIME = 2;
    static final int SERVICES = 3;

    /* What auditAdd adds. */
    static final int INSPECT = 0;
    static final int ROOT = 1;
    static final int COMMAND = 2;
    static final int LABEL = 3;

    static {
        NativeLibrary.load();
    }

    private Native() {
    }

    static native byte[] words();

    static native byte[] capabilities();

    static native int capabilityNumber(byte[] name, boolean nearest);

    static native byte[] rules();

    static native int ruleIndex(byte[] number);

    static native byte[] contents();

    static native void contentWrite(byte[] name, Callbacks callbacks);

    static native byte[] context(byte[] folder, byte[] name);

    static native long auditNew(byte[] rule);

    static native void auditFree(long audit);

    static native void auditCancel(long audit);

    static native void auditProgress(long audit, boolean wanted);

    static native void auditSet(long audit, int what, long value);

    static native void auditAdd(long audit, int what, byte[] text);

    static native void auditSelect(long audit, byte[] key, byte[] value);

    static native void auditAddPolicy(long audit, long policy);

    static native void auditBaseline(long audit, byte[] name, long report);

    static native void auditAddReader(long audit, byte[] name, int number);

    static native void auditAddEngine(long audit, byte[] uri, long timeout, long limit,
        int connections, byte[][] files, byte[][] environment);

    static native void auditAddCompose(long audit, byte[][] files, byte[][] envFiles,
        byte[][] environment, byte[][] profiles, byte[] directory, boolean stack);

    static native byte[] auditNext(long audit, Callbacks callbacks);

    static native long auditCollect(long audit, Callbacks callbacks);

    static native long auditReport(long audit);

    static native long reportLoad(byte[][] paths);

    static native long reportLoadReader(byte[] name, Callbacks callbacks);

    static native void reportCompare(long report, byte[] name, long baseline);

    static native void reportUnref(long report);

    static native byte[] reportSummary(long report);

    static native long reportResultCount(long report);

    static native byte[] reportResult(long report, long index);

    static native void reportRender(long report, int format, int[] numbers, byte[][] texts,
        byte[][] addresses, byte[][] facts, Callbacks callbacks);

    static native void reportOverride(long report, int form, Callbacks callbacks);

    static native void reportEditCompose(long report, int form, byte[] name, byte[] text,
        Callbacks callbacks);

    static native void reportDraftPolicy(long report, int days, Callbacks callbacks);

    static native void resultRef(long result);

    static native void resultUnref(long result);

    static native void resultFix(long result, int form, Callbacks callbacks);

    static native void resultJson(long result, Callbacks callbacks);

    static native long rendererNew(long report, int format, int[] numbers, byte[][] texts,
        byte[][] addresses, byte[][] facts, Callbacks callbacks);

    static native void rendererAdd(long renderer, long result, Callbacks callbacks);

    static native void rendererFinish(long renderer, Callbacks callbacks);

    static native void rendererFree(long renderer);

    static native long policyLoad(byte[] path);

    static native long policyParse(byte[] name, byte[] text);

    static native void policyUnref(long policy);

    static native byte[] policyContent(long policy);

    static native void policyExplain(long policy, long now, int[] numbers, byte[][] texts,
        byte[][] addresses, byte[][] facts, Callbacks callbacks);
}
