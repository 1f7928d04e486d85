package io.cisdocker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies, and what is written for people to paste. */
class PolicyTest {
    private static final String TEXT = """
        required:
          - name: vpn*
            capabilities: [NET_ADMIN]
            reason: tunnels
        waivers:
          - name: größe-0
            reason: old
            owner: shop
            ticket: OPS-1
            expires: 2020-01-02
        """;

    @Test
    void entriesAreNative() {
        try (Policy policy = Policy.parse("ops.yaml", TEXT)) {
            assertEquals("ops.yaml", policy.file());
            PolicyEntry required = policy.entries().get(0);
            assertEquals(Map.of(PolicyKey.NAME, "vpn*"), required.match());
            assertEquals("CAP_NET_ADMIN", required.capabilities().toString());
            PolicyEntry waiver = policy.entries().get(1);
            assertTrue(waiver.waiver() && waiver.coversAll());
            assertEquals("old shop OPS-1 2020-01-02", String.join(" ", waiver.reason(),
                waiver.owner(), waiver.ticket(), waiver.expires()));
            assertEquals(6, waiver.line());
            assertTrue(waiver.never().isPresent()); // no engine gives a name with an umlaut
            assertEquals(Optional.empty(), required.never());
            assertTrue(policy.explain(Instant.now(), new RenderOptions()).contains("größe-0"));
        }
    }

    @Test
    void nullIsRefused() {
        assertThrows(NullPointerException.class, () -> Policy.parse("p", null));
        assertThrows(CisdockerException.class, () -> Policy.parse(null, TEXT));
        try (Audit audit = Containers.audit(1); Report report = audit.collect()) {
            assertThrows(NullPointerException.class,
                () -> report.editCompose(FixForm.LEAST, "compose.yaml", null));
            assertThrows(CisdockerException.class,
                () -> report.editCompose(FixForm.LEAST, null, "services: {}"));
        }
    }

    @Test
    void aPolicyMayBeClosedOnceAdded() {
        try (Audit audit = Containers.audit(1)) {
            Policy policy = Policy.parse("ops.yaml", TEXT);
            audit.addPolicy(policy).time(Instant.parse("2020-01-02T00:00:00Z"));
            policy.close();
            assertEquals("OPS-1",
                audit.iterator().next().waiver().orElseThrow().ticket());
            assertThrows(IllegalStateException.class, () -> audit.addPolicy(policy));
        }
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        CisdockerException refused = assertThrows(CisdockerException.class,
            () -> Policy.parse("ops.yaml", "required:\n  - nam: x\n"));
        assertEquals(ErrorCode.FORMAT, refused.code());
        assertTrue(refused.getMessage().contains("ops.yaml"), refused.getMessage());
        assertEquals(ErrorCode.IO, assertThrows(CisdockerException.class,
            () -> Policy.load(Path.of("/nonexistent.yaml"))).code());
    }

    @Test
    void aDraftWaivesWhatFails() {
        try (Audit audit = Containers.audit(3); Report report = audit.collect();
            Policy draft = Policy.parse("draft", report.draftPolicy(30));
            Audit again = Containers.audit(3).addPolicy(draft)) {
            again.forEach(result -> { });
            assertEquals(0, again.summary().exitStatus());
            assertEquals(2, again.summary().waived());
            assertEquals(NoteKind.UNEXPLAINED, again.summary().notes().get(0).kind());
        }
    }

    @Test
    void composeFilesAreMended(@TempDir Path folder) throws IOException {
        String text = "services:\n  web:\n    image: nginx # größer\n    cap_add: [SYS_ADMIN]\n";
        Path file = Files.writeString(folder.resolve("compose.yaml"), text);
        try (Audit audit = new Audit().addCompose(new ComposeOptions(file.toString()));
            Report report = audit.collect()) {
            Path override = folder.resolve("override.yaml");
            Files.writeString(override, report.override(FixForm.SMALLEST));
            assertEquals(0, statusOf(new ComposeOptions(file.toString(), override.toString())));
            String edited = report.editCompose(FixForm.LEAST, file.toString(), text);
            assertTrue(edited.contains("# größer"), edited);
            assertEquals(0, statusOf(new ComposeOptions(
                Files.writeString(folder.resolve("edited.yaml"), edited).toString())));
        }
    }

    private static int statusOf(ComposeOptions project) {
        try (Audit audit = new Audit().addCompose(project)) {
            audit.forEach(result -> { });
            return audit.summary().exitStatus();
        }
    }
}
