package io.cisdocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every scenario, in several ways that must not differ. */
class ScenarioTest {
    private static final int LEAST = 200; // fewer mean that they were not found

    private enum Way { COLLECTED, PULLED, READ_BYTE_BY_BYTE }

    /** What came out. */
    private record Outcome(List<Result> results, Map<Format, byte[]> texts, Summary summary) {
    }

    @TestFactory
    Stream<DynamicNode> scenarios() throws IOException {
        return Scenario.all().stream().map(scenario -> {
            String name = scenario.folder().getFileName().toString();
            return scenario.one("refused") != null
                ? dynamicTest(name, () -> checkRefused(scenario))
                : dynamicContainer(name, Stream.of(Way.values()).map(way ->
                    dynamicTest(way.toString(), () -> check(scenario, way))));
        });
    }

    @Test
    void areFound() throws IOException {
        assertTrue(Scenario.all().size() >= LEAST);
    }

    @Test
    void anUnknownKeyIsAnError() throws IOException {
        Path folder = Files.createTempDirectory("cisdocker-scenario");
        Files.writeString(folder.resolve("case"), "why nothing\nexpects web pass\n");
        assertThrows(IllegalArgumentException.class, () -> Scenario.read(folder));
        Files.delete(folder.resolve("case"));
        Files.delete(folder);
    }

    /* ------------------------------------------------------------- running */

    private static void checkRefused(Scenario scenario) throws IOException {
        WorkingDirectory.enter(scenario.folder());
        CisdockerException refused = assertThrows(CisdockerException.class, () -> {
            for (String file : scenario.all("policy")) {
                Policy.load(Path.of(file)).close();
            }
        });
        assertEquals(scenario.one("refused"), refused.getMessage());
    }

    private static void check(Scenario scenario, Way way) throws IOException {
        WorkingDirectory.enter(scenario.folder());
        Outcome outcome;
        try (Audit audit = new Audit()) {
            setUp(audit, scenario);
            addTargets(audit, scenario, way);
            outcome = way == Way.COLLECTED ? collect(audit, scenario) : pull(audit, scenario);
        }
        checkTexts(scenario, outcome);
        checkResults(scenario, outcome.results);
        checkPolicies(scenario, outcome);
        checkPlaces(scenario, outcome.results);
        assertEquals(Integer.parseInt(scenario.one("exit")), outcome.summary.exitStatus());
    }

    private static void setUp(Audit audit, Scenario scenario) {
        String profile = scenario.one("profile");
        audit.profile(profile == null ? Profile.CIS : Profile.from(profile));
        audit.time(Instant.ofEpochSecond(Long.parseLong(scenario.one("time"))));
        if (scenario.one("trust-label") != null) {
            audit.trustLabel(scenario.one("trust-label"));
        }
        for (String file : scenario.all("policy")) {
            try (Policy policy = Policy.load(Path.of(file))) {
                audit.addPolicy(policy);
            }
        }
        for (String selection : scenario.all("select")) {
            String[] words = selection.split(" ", 2);
            audit.select(words[0], words[1]);
        }
    }

    private static void addTargets(Audit audit, Scenario scenario, Way way) throws IOException {
        for (String file : scenario.all("inspect")) {
            Path path = scenario.folder().resolve(file);
            if (way == Way.READ_BYTE_BY_BYTE && Files.isRegularFile(path)) {
                audit.addInspect(file, byteByByte(Files.readAllBytes(path)));
            } else {
                audit.addInspect(Path.of(file));
            }
        }
        if (!scenario.all("compose").isEmpty()) {
            audit.addCompose(project(scenario));
        }
        scenario.all("root").forEach(folder -> audit.addRoot(Path.of(folder)));
        for (String file : scenario.all("run")) {
            audit.addCommand(Files.readString(scenario.folder().resolve(file)));
        }
    }

    private static InputStream byteByByte(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1));
            }
        };
    }

    private static ComposeOptions project(Scenario scenario) {
        return new ComposeOptions(scenario.all("compose"))
            .envFiles(scenario.all("env-file"))
            .environment(scenario.all("env"))
            .profiles(scenario.all("compose-profile"))
            .projectDirectory(scenario.one("project-directory"))
            .stack("yes".equals(scenario.one("stack")));
    }

    /** JSON always; what else the scenario has an expected file of. */
    private static List<Format> formats(Scenario scenario) {
        return Stream.of(Format.values()).filter(format -> format == Format.JSON
            || Files.exists(scenario.folder().resolve("expected." + format))).toList();
    }

    private static Outcome collect(Audit audit, Scenario scenario) throws IOException {
        try (Report report = audit.collect()) {
            Map<Format, byte[]> texts = new EnumMap<>(Format.class);
            for (Format format : formats(scenario)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                report.render(format, new RenderOptions(), out);
                texts.put(format, out.toByteArray());
            }
            return new Outcome(report.stream().toList(), texts, report.summary());
        }
    }

    private static Outcome pull(Audit audit, Scenario scenario) throws IOException {
        Map<Format, ByteArrayOutputStream> outs = new EnumMap<>(Format.class);
        List<Renderer> renderers = new ArrayList<>();
        for (Format format : formats(scenario)) {
            outs.put(format, new ByteArrayOutputStream());
            renderers.add(audit.renderer(format, new RenderOptions(), outs.get(format)));
        }
        List<Result> results = new ArrayList<>();
        for (Result result : audit) {
            results.add(result);
            for (Renderer renderer : renderers) {
                renderer.add(result);
            }
        }
        for (Renderer renderer : renderers) {
            renderer.finish();
            renderer.close();
        }
        return new Outcome(results, outs.entrySet().stream().collect(Collectors.toMap(
            Map.Entry::getKey, entry -> entry.getValue().toByteArray())), audit.summary());
    }

    /* ----------------------------------------------------------- comparing */

    private static void checkTexts(Scenario scenario, Outcome outcome) throws IOException {
        for (Map.Entry<Format, byte[]> text : outcome.texts.entrySet()) {
            Path file = scenario.folder().resolve("expected." + text.getKey());
            assertEquals(bytes(Files.readAllBytes(file)), bytes(text.getValue()), file.toString());
        }
        Path file = scenario.folder().resolve("expected.err");
        String errors = outcome.summary.targets().stream().map(Target::error)
            .flatMap(Optional::stream).map(error -> error + "\n").collect(Collectors.joining());
        assertEquals(Files.exists(file) ? Files.readString(file) : "", errors);
    }

    /** A byte a character, so that a difference can be shown. */
    private static String bytes(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void checkResults(Scenario scenario, List<Result> results) {
        List<Scenario.Expectation> expected = scenario.all("expect").stream()
            .map(Scenario.Expectation::parse).toList();
        assertEquals(expected, results.stream().map(ScenarioTest::seen).toList());
    }

    private static Scenario.Expectation seen(Result result) {
        String reasons = result.reasons().stream().map(reason -> reason.code().toString())
            .collect(Collectors.joining(","));
        String unknown = result.unknownCapabilities().stream().map(ScenarioTest::encode)
            .collect(Collectors.joining(","));
        return new Scenario.Expectation(result.name(), result.verdict().toString(), reasons,
            result.granted().bits(), result.excess().bits(), unknown);
    }

    private static String encode(String name) {
        StringBuilder out = new StringBuilder();
        for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = value > 0x20 && value < 0x7F && value != '%' && value != ',';
            out.append(plain ? String.valueOf((char) value) : String.format("%%%02X", value));
        }
        return out.toString();
    }

    private static void checkPolicies(Scenario scenario, Outcome outcome) {
        List<List<String>> waived = outcome.results.stream().filter(Result::waived)
            .map(result -> List.of(result.name(), result.waiver().orElseThrow().reason())).toList();
        assertEquals(sorted(scenario.lines("waived", 2)), sorted(waived));
        List<List<String>> notes = outcome.summary.notes().stream()
            .map(note -> List.of(note.kind().toString(), note.file() + ":" + note.line())).toList();
        assertEquals(scenario.lines("note", 2), notes);
        checkRemedies(scenario.lines("remedy", 3), outcome.results, true);
        checkRemedies(scenario.lines("least", 3), outcome.results, false);
    }

    private static List<List<String>> sorted(List<List<String>> lines) {
        return lines.stream().sorted((one, other) ->
            one.toString().compareTo(other.toString())).toList();
    }

    private static void checkRemedies(List<List<String>> wanted, List<Result> results,
        boolean smallest) {
        List<List<String>> found = results.stream().flatMap(result -> result.remedies().stream()
            .map(remedy -> List.of(result.name(), remedy.kind(),
                smallest ? remedy.smallest() : remedy.least()))).toList();
        for (List<String> line : wanted) {
            assertTrue(found.contains(line), () -> line + " is not among " + found);
        }
    }

    private static void checkPlaces(Scenario scenario, List<Result> results) {
        for (List<String> line : scenario.lines("at", 2)) {
            List<String> places = results.stream()
                .filter(result -> result.name().equals(line.get(0)))
                .map(result -> result.subject().location().orElseThrow())
                .map(place -> place.file() + ":" + place.line() + ":" + place.column()).toList();
            assertTrue(places.contains(line.get(1)), () -> line + " is not among " + places);
        }
    }
}
