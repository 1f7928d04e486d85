package io.cisdocker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folder of tests/scenarios: what its file `case` says, a list of values a key. */
record Scenario(Path folder, Map<String, List<String>> values) {
    private static final Set<String> KEYS = Set.of("why", "inspect", "compose", "env-file", "env",
        "compose-profile", "project-directory", "stack", "root", "run", "at", "profile", "select",
        "policy", "trust-label", "waived", "note", "remedy", "least", "refused", "time", "exit",
        "expect");

    /** A line `expect`. */
    record Expectation(String name, String verdict, String reasons, long granted, long excess,
        String unknown) {

        static Expectation parse(String line) {
            String[] words = line.split(" ");
            if (words.length < 5 || words.length > 6) {
                throw new IllegalArgumentException("expect " + line);
            }
            return new Expectation(decode(words[0]), words[1], words[2],
                set(words[3], "granted="), set(words[4], "excess="),
                words.length == 6 ? after(words[5], "unknown=") : "");
        }

        private static long set(String word, String key) {
            return Long.parseUnsignedLong(after(word, key), 16);
        }

        private static String after(String word, String key) {
            if (!word.startsWith(key)) {
                throw new IllegalArgumentException(word + " in place of " + key);
            }
            return word.substring(key.length());
        }
    }

    static Scenario read(Path folder) throws IOException {
        Map<String, List<String>> values = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("case"))) {
            int blank = line.indexOf(' ');
            String key = blank < 0 ? line : line.substring(0, blank);
            if (!KEYS.contains(key) || blank < 0) {
                throw new IllegalArgumentException(folder + "/case: '" + line + "'");
            }
            values.computeIfAbsent(key, unused -> new ArrayList<>()).add(line.substring(blank + 1));
        }
        if (!values.containsKey("why")) {
            throw new IllegalArgumentException(folder + "/case: no line 'why'");
        }
        return new Scenario(folder, values);
    }

    static List<Scenario> all() throws IOException {
        Path home = Path.of(System.getProperty("scenarios")).toAbsolutePath().normalize();
        List<Scenario> scenarios = new ArrayList<>();
        try (var folders = Files.list(home)) {
            for (Path folder : folders.sorted().toList()) {
                if (Files.exists(folder.resolve("case"))) {
                    scenarios.add(read(folder));
                }
            }
        }
        return scenarios;
    }

    List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** The value of a key, which stands at most once; null where it does not. */
    String one(String key) {
        List<String> found = all(key);
        if (found.size() > 1) {
            throw new IllegalArgumentException(folder + "/case: '" + key + "' twice");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** The lines of a key, with %XX resolved in each of their first `words` words and the rest. */
    List<List<String>> lines(String key, int words) {
        return all(key).stream()
            .map(line -> List.of(line.split(" ", words)).stream().map(Scenario::decode).toList())
            .toList();
    }

    /** What a name stands for: `-` is empty, %XX a byte. */
    static String decode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = (text.equals("-") ? "" : text).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            boolean escaped = bytes[i] == '%' && i + 2 < bytes.length
                && isHex(bytes[i + 1]) && isHex(bytes[i + 2]);
            out.write(escaped ? Character.digit(bytes[i + 1], 16) * 16
                + Character.digit(bytes[i + 2], 16) : bytes[i]);
            i += escaped ? 2 : 0;
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean isHex(byte digit) {
        return "0123456789ABCDEF".indexOf(digit) >= 0;
    }
}
