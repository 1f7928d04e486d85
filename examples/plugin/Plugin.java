import io.cisdocker.Audit;
import io.cisdocker.CisdockerException;
import io.cisdocker.FixForm;
import io.cisdocker.Policy;
import io.cisdocker.Result;
import io.cisdocker.Verdict;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plugin ENGINE [POLICY]: what fails rule 5.4, why, and the smallest change that passes. */
final class Plugin {
    private static void show(Result result) {
        String reasons = result.reasons().stream().map(reason -> reason.code().toString())
            .collect(Collectors.joining(","));
        System.out.println(result.name() + ": " + reasons);
        result.fix(FixForm.SMALLEST).lines().forEach(line -> System.out.println("  " + line));
    }

    public static void main(String[] words) {
        long failures = 0;
        Optional<String> trouble;
        try (Audit audit = new Audit().addEngine(words.length > 0 ? words[0] : null)) {
            if (words.length > 1) {
                audit.addPolicy(Policy.load(Path.of(words[1])));
            }
            failures = audit.stream()
                .filter(result -> result.verdict() == Verdict.FAIL && !result.waived())
                .peek(Plugin::show).count();
            trouble = audit.summary().targets().get(0).error();
        } catch (CisdockerException | UnsatisfiedLinkError error) {
            trouble = Optional.of(error.getMessage());
        }
        trouble.ifPresent(message -> System.err.println("plugin: " + message));
        System.exit(trouble.isPresent() ? 2 : failures > 0 ? 1 : 0);
    }
}
