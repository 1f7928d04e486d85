import io.cisdocker.Audit;
import io.cisdocker.Reason;
import io.cisdocker.Result;
import java.nio.file.Path;
import java.util.Locale;

/** Touches name, verdict and reasons of every result; prints the seconds of that loop. */
final class Bench {
    private Bench() {
    }

    private static long touch(Result result) {
        long sum = result.name().length() + result.verdict().ordinal();
        for (Reason reason : result.reasons()) {
            sum += reason.code().ordinal() + reason.message().length();
        }
        return sum;
    }

    private static void loop(Path file) {
        long sum = 0;
        long count = 0;
        long start = System.nanoTime();
        try (Audit audit = new Audit()) {
            audit.addInspect(file);
            for (Result result : audit) {
                sum += touch(result);
                count++;
            }
            System.out.printf(Locale.ROOT, "%.6f %d %d%n", (System.nanoTime() - start) / 1e9,
                count, sum);
        }
    }

    public static void main(String[] arguments) {
        for (int i=0;i<25;i++) loop(Path.of(arguments[0]));
    }
}
