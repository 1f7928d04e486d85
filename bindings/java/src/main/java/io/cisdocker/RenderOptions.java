package io.cisdocker;

import java.util.List;

/** How to render; a format ignores what is not for it. */
public final class RenderOptions {
    private boolean color;
    private boolean verbose;
    private boolean quiet;
    private boolean perSubject;
    private int width;
    private String host;
    private String fqdn;
    private List<String> addresses = List.of();
    private List<String> facts = List.of();

    /** Options as they are unless set. */
    public RenderOptions() {
    }

    /**
     * Text: colours with ANSI escapes.
     *
     * @param wanted whether to
     * @return this
     */
    public RenderOptions color(boolean wanted) {
        color = wanted;
        return this;
    }

    /**
     * Text: every subject with its evidence.
     *
     * @param wanted whether to
     * @return this
     */
    public RenderOptions verbose(boolean wanted) {
        verbose = wanted;
        return this;
    }

    /**
     * Text: failures and what could not be judged only.
     *
     * @param wanted whether to
     * @return this
     */
    public RenderOptions quiet(boolean wanted) {
        quiet = wanted;
        return this;
    }

    /**
     * Text: how wide a line may be.
     *
     * @param columns 80 unless set
     * @return this
     */
    public RenderOptions width(int columns) {
        width = columns;
        return this;
    }

    /**
     * XCCDF and ARF: a rule-result a subject, worst first, in place of one for all.
     *
     * @param wanted whether to
     * @return this
     */
    public RenderOptions perSubject(boolean wanted) {
        perSubject = wanted;
        return this;
    }

    /**
     * Names what was audited, for formats that name an asset.
     *
     * @param host its name; null: the host that the engine names
     * @param fqdn its name with the domain; may be null
     * @param addresses its IP addresses
     * @return this
     */
    public RenderOptions asset(String host, String fqdn, List<String> addresses) {
        this.host = host;
        this.fqdn = fqdn;
        this.addresses = List.copyOf(addresses);
        return this;
    }

    /**
     * Says more of it, for XCCDF and ARF.
     *
     * @param facts each {@code NAME=VALUE}
     * @return this
     */
    public RenderOptions assetFacts(List<String> facts) {
        this.facts = List.copyOf(facts);
        return this;
    }

    /* In the order of render_options.c. */
    int[] numbers() {
        return new int[] {color ? 1 : 0, verbose ? 1 : 0, quiet ? 1 : 0, width, perSubject ? 1 : 0};
    }

    byte[][] texts() {
        return new byte[][] {Texts.bytes(host), Texts.bytes(fqdn)};
    }

    byte[][] addresses() {
        return addresses.isEmpty() ? null : Texts.bytes(addresses);
    }

    byte[][] facts() {
        return facts.isEmpty() ? null : Texts.bytes(facts);
    }
}
