package io.cisdocker;

import java.time.Duration;
import java.util.List;

/** How to talk to an engine. */
public final class EngineOptions {
    private long timeout;
    private long limit;
    private int connections;
    private String authority;
    private String certificate;
    private String key;
    private String sshProgram;
    private List<String> sshEnvironment = List.of();

    /** Options as they are unless set. */
    public EngineOptions() {
    }

    /**
     * Sets the time for one request.
     *
     * @param time 30 seconds unless set
     * @return this
     */
    public EngineOptions timeout(Duration time) {
        timeout = time.toMillis();
        return this;
    }

    /**
     * Sets the time for the whole engine.
     *
     * @param time 10 minutes unless set
     * @return this
     */
    public EngineOptions timeLimit(Duration time) {
        limit = time.toMillis();
        return this;
    }

    /**
     * Sets how many connections are used at once.
     *
     * @param count 1 to 16; 8 unless set, or 1 through ssh
     * @return this
     */
    public EngineOptions connections(int count) {
        connections = count;
        return this;
    }

    /**
     * Sets files in PEM, each of which may be null. With any of them, {@code tcp://} is TLS and the
     * engine is verified: by this authority alone, or by those of the system.
     *
     * @param authority the authority's certificate
     * @param certificate the client's certificate
     * @param key the client's key, not encrypted
     * @return this
     */
    public EngineOptions tls(String authority, String certificate, String key) {
        this.authority = authority;
        this.certificate = certificate;
        this.key = key;
        return this;
    }

    /**
     * Sets how ssh is started.
     *
     * @param program the path of ssh; null for {@code /usr/bin/ssh}
     * @param environment what it gets as environment, each {@code K=V}
     * @return this
     */
    public EngineOptions ssh(String program, List<String> environment) {
        sshProgram = program;
        sshEnvironment = List.copyOf(environment);
        return this;
    }

    void addTo(long audit, String uri) {
        byte[][] files = {Texts.bytes(authority), Texts.bytes(certificate), Texts.bytes(key),
            Texts.bytes(sshProgram)};
        Native.auditAddEngine(audit, Texts.bytes(uri), timeout, limit, connections, files,
            Texts.bytes(sshEnvironment));
    }
}
