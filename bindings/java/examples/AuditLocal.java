import io.cisdocker.Audit;
import io.cisdocker.Result;
import io.cisdocker.Target;
import io.cisdocker.Verdict;

/** Audits the engine of this machine: what fails, how bad it is, and how to mend it. */
final class AuditLocal {
    private AuditLocal() {
    }

    private static void show(Result result) {
        System.out.println(result + " (" + result.severity() + ")");
        result.reasons().forEach(reason -> System.out.println("  " + reason.message()));
        result.remedies().stream().limit(1).forEach(remedy ->
            System.out.println("  fix: " + remedy.smallest()));
    }

    /** The first word is the engine's address, if there is one. */
    public static void main(String[] words) {
        try (Audit audit = new Audit()) {
            audit.addEngine(words.length > 0 ? words[0] : "unix:///var/run/docker.sock");
            audit.stream().filter(result -> result.verdict() != Verdict.PASS)
                .forEach(AuditLocal::show);
            audit.summary().targets().stream().map(Target::error)
                .forEach(error -> error.ifPresent(System.err::println));
            System.exit(audit.summary().exitStatus());
        }
    }
}
