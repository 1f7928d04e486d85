package io.cisdocker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An engine with two containers: risky has a capability added, safe has none. */
final class Engine implements AutoCloseable {
    private static final String SAFE = "a".repeat(64);
    private static final String RISKY = "b".repeat(64);
    private static final Map<String, String> ANSWERS = Map.of(
        "/version", "{\"Version\": \"20.10.24\", \"ApiVersion\": \"1.41\", \"MinAPIVersion\":"
            + " \"1.12\", \"Os\": \"linux\", \"Components\": [{\"Name\": \"Engine\","
            + " \"Version\": \"20.10.24\"}]}",
        "/info", "{\"Name\": \"web-1\", \"OSType\": \"linux\"}",
        "/containers/json", "[{\"Id\": \"" + SAFE + "\", \"Names\": [\"/safe\"]},"
            + " {\"Id\": \"" + RISKY + "\", \"Names\": [\"/risky\"]}]",
        "/containers/" + SAFE + "/json", container(SAFE, "safe", "\"CapDrop\": [\"ALL\"]"),
        "/containers/" + RISKY + "/json", container(RISKY, "risky", "\"CapAdd\": [\"SYS_ADMIN\"]"));

    private final HttpServer server;

    Engine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Engine::answer);
        server.start();
    }

    private static String container(String id, String name, String host) {
        return String.format("{\"Id\": \"%s\", \"Name\": \"/%s\", \"Platform\": \"linux\","
            + " \"State\": {\"Status\": \"exited\"}, \"Config\": {\"Image\": \"nginx\"},"
            + " \"HostConfig\": {%s}}", id, name, host);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/v1\\.\\d+", "");
        String found = ANSWERS.get(path);
        byte[] body = (found != null ? found : "{}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(found != null ? 200 : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
