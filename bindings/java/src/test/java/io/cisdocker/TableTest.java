package io.cisdocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known without any audit, and that enumerations are the library's. */
class TableTest {
    @Test
    void theWordsAreTheLibrarys() {
        Unpacker words = new Unpacker(Native.words());
        assertEquals(words.texts(), List.of("ok", "no-memory", "argument", "state", "io", "connect",
            "permission", "timeout", "protocol", "format", "limit", "unsupported", "cancelled",
            "callback", "internal"));
        Unpacker again = new Unpacker(Native.words());
        for (Enum<?>[] all : List.of(ErrorCode.values(), CapabilityClass.values(), Verdict.values(),
            Profile.values(), Severity.values(), SubjectKind.values())) {
            assertEquals(again.texts(), Stream.of(all).map(Enum::toString).toList());
        }
        assertEquals(again.texts(), Stream.of(ReasonCode.values()).map(Enum::toString)
            .filter(word -> !word.equals("other")).toList());
        assertEquals(again.texts(), Stream.of(NoteKind.values()).map(Enum::toString).toList());
        assertEquals(again.texts().size(), PolicyKey.values().length);
        assertEquals(again.texts(), Stream.of(Format.values()).map(Enum::toString).toList());
        assertEquals(again.texts(), Stream.of(Change.values()).map(Enum::toString).toList());
    }

    @Test
    void constantsAreFoundByTheirWords() {
        assertEquals(Format.DOCKER_BENCH, Format.from("docker-bench"));
        assertEquals(Profile.STRICT, Profile.from("strict"));
        assertThrows(IllegalArgumentException.class, () -> Severity.from("critical"));
    }

    @Test
    void capabilities() {
        assertEquals(41, Capability.all().size());
        Capability raw = Capability.find("net_raw").orElseThrow();
        assertEquals(13, raw.number());
        assertEquals("CAP_NET_RAW", raw.name());
        assertEquals(CapabilityClass.NETWORK, raw.type());
        assertTrue(Capabilities.dockerDefault().contains(raw));
        assertEquals(14, Capabilities.dockerDefault().size());
        assertEquals(Optional.empty(), Capability.find("ALL"));
        assertEquals("CAP_NET_ADMIN", Capability.nearest("NET_ADMINN").orElseThrow().name());
        assertEquals(List.of("CAP_CHOWN", "CAP_63"), new Capabilities(1L << 63 | 1).names());
    }

    @Test
    void contents() {
        Content script = Content.all().stream().filter(Content::program).findFirst().orElseThrow();
        assertTrue(script.text().startsWith("#!"), script.name());
        for (Content content : Content.all()) {
            assertTrue(!content.text().isEmpty() && !content.description().isEmpty());
        }
        assertEquals(ErrorCode.ARGUMENT, assertThrows(CisdockerException.class,
            () -> new Content("none", "", false).text()).code());
    }

    @Test
    void rules() {
        assertEquals(List.of("5.4"), Rule.all().stream().map(Rule::id).toList());
        assertEquals(Rule.find("5.4"), Rule.find("5.3"));
        assertEquals(Optional.empty(), Rule.find("5.5"));
        assertEquals(1, Rule.all().get(0).level());
    }

    @Test
    void contexts(@TempDir Path folder) throws IOException {
        assertEquals(Optional.empty(), DockerContext.current(folder).name());
        assertEquals(ErrorCode.ARGUMENT, assertThrows(CisdockerException.class,
            () -> DockerContext.load(folder, "far")).code());
        // the folder's name is the SHA-256 of the context's
        String id = "512eea46ceb3921dff4363c7069d89d4964d1d9fccaa0f411851a7aa60a5c868";
        Path meta = Files.createDirectories(folder.resolve("contexts/meta/" + id));
        Files.writeString(meta.resolve("meta.json"), "{\"Name\": \"far\", \"Metadata\": {},"
            + " \"Endpoints\": {\"docker\": {\"Host\": \"tcp://far:2376\"}}}");
        DockerContext far = DockerContext.load(folder, "far");
        assertEquals(Optional.of("tcp://far:2376"), far.host());
        assertEquals(Optional.empty(), far.key());
    }
}
