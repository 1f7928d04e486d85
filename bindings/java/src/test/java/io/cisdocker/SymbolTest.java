package io.cisdocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole public API is there: every function that the library exports is called. */
class SymbolTest {
    private static final Path MAP = Child.project("../../libcisdocker/libcisdocker.map");
    /* What Java does in its own way: iteration, references, words. */
    private static final Set<String> OTHERWISE = Set.of("cisd_audit_run", "cisd_error_code",
        "cisd_policy_ref", "cisd_profile_from_name", "cisd_severity_from_name",
        "cisd_format_from_name");

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static Set<String> names(String regex, String text) {
        return Pattern.compile(regex, Pattern.MULTILINE).matcher(text).results()
            .map((MatchResult found) -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void noFunctionIsForgotten() throws IOException {
        assumeTrue(Files.exists(MAP), "not within the source tree of the library");
        Set<String> exported = names("^    (cisd_\\w+);", read(MAP));
        assertTrue(exported.size() > 100, exported.toString());
        try (Stream<Path> sources = Files.list(Child.project("src/main/native"))) {
            String code = sources.map(SymbolTest::read).collect(Collectors.joining());
            Set<String> used = names("\\b(cisd_\\w+)", code);
            used.retainAll(exported);
            used.addAll(OTHERWISE);
            assertEquals(exported, used);
        }
    }
}
