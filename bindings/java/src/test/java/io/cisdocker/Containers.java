package io.cisdocker;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Saved output of docker inspect, made up. */
final class Containers {
    private Containers() {
    }

    /** So many, by turns with the default grant, all dropped, and privileged. */
    static String saved(int count) {
        return IntStream.range(0, count).mapToObj(Containers::one)
            .collect(Collectors.joining(",", "[", "]"));
    }

    static InputStream stream(int count) {
        return new ByteArrayInputStream(saved(count).getBytes(StandardCharsets.UTF_8));
    }

    static Audit audit(int count) {
        return new Audit().addInspect("saved", stream(count));
    }

    private static String one(int number) {
        String[] config = {"", "\"CapAdd\": [\"chown\"], \"CapDrop\": [\"ALL\"]",
            "\"Privileged\": true"};
        return String.format("{\"Id\": \"%064x\", \"Name\": \"/größe-%d\", \"Platform\": \"linux\","
            + " \"State\": {\"Status\": \"running\"}, \"Config\": {\"Image\": \"shop:1\"},"
            + " \"HostConfig\": {%s}}", number, number, config[number % config.length]);
    }
}
