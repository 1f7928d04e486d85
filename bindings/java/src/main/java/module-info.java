/** Decides CIS Docker Benchmark 5.4: libcisdocker for Java. */
module io.cisdocker {
    exports io.cisdocker;
}
