package io.cisdocker;

import java.util.List;

/** A Compose project. */
public final class ComposeOptions {
    private final List<String> files;
    private List<String> envFiles = List.of();
    private List<String> environment = List.of();
    private List<String> profiles = List.of();
    private String projectDirectory;
    private boolean stack;

    /**
     * A project of these files.
     *
     * @param files merged as Compose merges them, the later over the earlier
     */
    public ComposeOptions(List<String> files) {
        this.files = List.copyOf(files);
    }

    /**
     * A project of these files.
     *
     * @param files merged as Compose merges them, the later over the earlier
     */
    public ComposeOptions(String... files) {
        this(List.of(files));
    }

    /**
     * Sets files of variables.
     *
     * @param paths the later wins; none: {@code .env} beside the project
     * @return this
     */
    public ComposeOptions envFiles(List<String> paths) {
        envFiles = List.copyOf(paths);
        return this;
    }

    /**
     * Sets variables. The process's own environment is not read.
     *
     * @param variables each {@code K=V}: they win over the files
     * @return this
     */
    public ComposeOptions environment(List<String> variables) {
        environment = List.copyOf(variables);
        return this;
    }

    /**
     * Restricts the project to the services that are active with these profiles.
     *
     * @param names none: every service
     * @return this
     */
    public ComposeOptions profiles(List<String> names) {
        profiles = List.copyOf(names);
        return this;
    }

    /**
     * Sets where paths start.
     *
     * @param folder the first file's folder unless set
     * @return this
     */
    public ComposeOptions projectDirectory(String folder) {
        projectDirectory = folder;
        return this;
    }

    /**
     * Reads the files as {@code docker stack deploy} does: nothing is privileged.
     *
     * @param wanted whether to do so
     * @return this
     */
    public ComposeOptions stack(boolean wanted) {
        stack = wanted;
        return this;
    }

    void addTo(long audit) {
        Native.auditAddCompose(audit, Texts.bytes(files), Texts.bytes(envFiles),
            Texts.bytes(environment), Texts.bytes(profiles), Texts.bytes(projectDirectory), stack);
    }
}
