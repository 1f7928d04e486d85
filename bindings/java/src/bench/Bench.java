import io.cisdocker.Audit;
import io.cisdocker.Reason;
import io.cisdocker.Result;
import java.nio.file.Path;
import java.util.Locale;

/** Touches name, verdict and reasons of every result; prints the seconds of each loop. */
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

    private static long loop(Path file) {
        long sum = 0;
        try (Audit audit = new Audit()) {
            audit.addInspect(file);
            for (Result result : audit) {
                sum += touch(result);
            }
        }
        return sum;
    }

    public static void main(String[] words) {
        int times = words.length > 1 ? Integer.parseInt(words[1]) : 1;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            long sum = loop(Path.of(words[0]));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(Locale.ROOT, "%.6f%n", seconds);
            if (sum == 0) {
                throw new IllegalStateException("there was nothing to touch");
            }
        }
    }
}
