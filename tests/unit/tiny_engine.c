#include "tiny_engine.h"

#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define CLIENTS 32
#define REQUEST 4096

struct client {
    int fd; /* -1: free */
    char request[REQUEST];
    size_t length;
};

#define SIXTEEN(digit) digit digit digit digit digit digit digit digit \
    digit digit digit digit digit digit digit digit
#define FULL(digit) SIXTEEN(digit) SIXTEEN(digit) SIXTEEN(digit) SIXTEEN(digit)
#define LISTED(digit, name) \
    "{\"Id\":\"" FULL(digit) "\",\"Names\":[\"/" name "\"],\"Image\":\"busybox\"}"
#define INSPECTED(digit, name, lists) \
    "{\"Id\":\"" FULL(digit) "\",\"Name\":\"/" name "\",\"State\":{\"Status\":\"running\"}," \
    "\"Platform\":\"linux\",\"Config\":{\"Image\":\"busybox\",\"User\":\"\"," \
    "\"Labels\":{\"tier\":\"front\"}},\"HostConfig\":{\"Privileged\":false," lists "}}"

const struct tiny_answer tiny_docker[] = {
    {"/version", 200,
     "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\","
     "\"Os\":\"linux\",\"Components\":[{\"Name\":\"Engine\"}]}"},
    {"/info", 200, "{\"Name\":\"tiny\",\"OSType\":\"linux\"}"},
    {"/containers/json?all=1", 200,
     "[" LISTED("d", "delta") "," LISTED("a", "alpha") "," LISTED("c", "charlie") ","
     LISTED("b", "bravo") "]"},
    {FULL("a") "/json", 200, INSPECTED("a", "alpha", "\"CapAdd\":null,\"CapDrop\":null")},
    {FULL("b") "/json", 200, INSPECTED("b", "bravo", "\"CapAdd\":null,\"CapDrop\":[\"ALL\"]")},
    {FULL("c") "/json", 200,
     INSPECTED("c", "charlie", "\"CapAdd\":[\"SYS_ADMIN\",\"FOO\"],\"CapDrop\":[\"NET_RAW\"]")},
    {0},
};

#define SERVICE(id, name, lists) \
    "{\"ID\":\"" id "\",\"Spec\":{\"Name\":\"" name "\",\"Labels\":{\"tier\":\"front\"}," \
    "\"TaskTemplate\":{\"ContainerSpec\":{\"Image\":\"busybox\"" lists "}}}}"
#define TASK(service, lists) \
    "{\"ServiceID\":\"" service "\",\"DesiredState\":\"running\"," \
    "\"Status\":{\"State\":\"running\"},\"Spec\":{\"ContainerSpec\":{" lists "}}}"
#define SERVICE_A "aaaaaaaaaaaaaaaaaaaaaaaaa"
#define SERVICE_B "bbbbbbbbbbbbbbbbbbbbbbbbb"

const struct tiny_answer tiny_manager[] = {
    {"/version", 200, "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\",\"Os\":\"linux\"}"},
    {"/info", 200,
     "{\"Name\":\"tiny\",\"Swarm\":{\"LocalNodeState\":\"active\",\"ControlAvailable\":true}}"},
    {"/services", 200,
     "[" SERVICE(SERVICE_B, "back", ",\"CapabilityAdd\":[\"FOO\"]") ","
     SERVICE(SERVICE_A, "front", ",\"CapabilityDrop\":[\"ALL\"]") "]"},
    {"%22running%22%5D%7D", 200,
     "[" TASK(SERVICE_A, "") "," TASK(SERVICE_B, "\"CapabilityAdd\":[\"FOO\"]") "]"},
    {"/containers/json?all=1", 200, "[" LISTED("a", "alpha") "]"},
    {FULL("a") "/json", 200, INSPECTED("a", "alpha", "\"CapAdd\":null,\"CapDrop\":null")},
    {0},
};

static bool ends_with(const char *text, size_t length, const char *end)
{
    size_t size = strlen(end);

    return length >= size && memcmp(text + length - size, end, size) == 0;
}

static const struct tiny_answer *find(const struct tiny_engine *engine, const char *path,
                                      size_t length)
{
    static const struct tiny_answer missing = {"", 404, "{\"message\":\"no such thing\"}"};

    for (const struct tiny_answer *answer = engine->answers; answer->path != NULL; answer++)
        if (ends_with(path, length, answer->path))
            return answer;
    return &missing;
}

static void drop(struct client *client)
{
    (void)close(client->fd);
    client->fd = -1;
}

static void write_all(struct client *client, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t sent = send(client->fd, data, length, MSG_NOSIGNAL);

        if (sent <= 0)
            return;
        data += sent;
        length -= (size_t)sent;
    }
}

static void answer(const struct tiny_engine *engine, struct client *client)
{
    const char *path = client->request + strlen("GET ");
    const struct tiny_answer *said = find(engine, path, strcspn(path, " "));
    char head[256];
    int length = snprintf(head, sizeof head,
                          "HTTP/1.1 %d X\r\nServer: Docker\r\nContent-Length: %zu\r\n\r\n",
                          said->status, said->status != 0 ? strlen(said->body) : 0);

    if (said->status == 0)
        return;
    write_all(client, head, (size_t)length);
    write_all(client, said->body, strlen(said->body));
}

static void hear(const struct tiny_engine *engine, struct client *client)
{
    size_t room = REQUEST - 1 - client->length;
    ssize_t got = read(client->fd, client->request + client->length, room);

    if (got <= 0) {
        drop(client);
        return;
    }
    client->length += (size_t)got;
    client->request[client->length] = '\0';
    if (strncmp(client->request, "GET ", client->length < 4 ? client->length : 4) != 0) {
        (void)fprintf(stderr, "tiny engine: not a GET request\n");
        abort();
    }
    if (strstr(client->request, "\r\n\r\n") == NULL)
        return;
    answer(engine, client);
    client->length = 0;
}

static void greet(const struct tiny_engine *engine, struct client *clients)
{
    int fd = accept(engine->listener, NULL, NULL);

    for (int i = 0; fd >= 0 && i < CLIENTS; i++) {
        if (clients[i].fd >= 0)
            continue;
        clients[i].fd = fd;
        clients[i].length = 0;
        return;
    }
    if (fd >= 0)
        (void)close(fd);
}

static void *serve(void *user)
{
    struct tiny_engine *engine = user;
    static _Thread_local struct client clients[CLIENTS];
    struct pollfd fds[CLIENTS + 2];

    for (int i = 0; i < CLIENTS; i++)
        clients[i].fd = -1;
    for (;;) {
        for (int i = 0; i < CLIENTS; i++)
            fds[i] = (struct pollfd){.fd = clients[i].fd, .events = POLLIN};
        fds[CLIENTS] = (struct pollfd){.fd = engine->listener, .events = POLLIN};
        fds[CLIENTS + 1] = (struct pollfd){.fd = engine->wake[0], .events = POLLIN};
        (void)poll(fds, CLIENTS + 2, -1);
        if (fds[CLIENTS + 1].revents != 0)
            break;
        for (int i = 0; i < CLIENTS; i++)
            if (clients[i].fd >= 0 && fds[i].revents != 0)
                hear(engine, &clients[i]);
        if (fds[CLIENTS].revents != 0)
            greet(engine, clients);
    }
    for (int i = 0; i < CLIENTS; i++)
        if (clients[i].fd >= 0)
            drop(&clients[i]);
    return NULL;
}

static void must(bool good, const char *what)
{
    if (good)
        return;
    perror(what);
    abort();
}

void tiny_engine_start(struct tiny_engine *engine, const struct tiny_answer *answers)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    engine->answers = answers;
    (void)snprintf(engine->folder, sizeof engine->folder, "/tmp/cisdocker-tiny-XXXXXX");
    must(mkdtemp(engine->folder) != NULL, "mkdtemp");
    (void)snprintf(address.sun_path, sizeof address.sun_path, "%s/sock", engine->folder);
    (void)snprintf(engine->uri, sizeof engine->uri, "unix://%s", address.sun_path);
    engine->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(engine->listener >= 0, "socket");
    must(bind(engine->listener, (struct sockaddr *)&address, sizeof address) == 0, "bind");
    must(listen(engine->listener, CLIENTS) == 0, "listen");
    must(pipe(engine->wake) == 0, "pipe");
    must(pthread_create(&engine->thread, NULL, serve, engine) == 0, "thread");
}

void tiny_engine_stop(struct tiny_engine *engine)
{
    must(write(engine->wake[1], "", 1) == 1, "write");
    must(pthread_join(engine->thread, NULL) == 0, "join");
    (void)close(engine->wake[0]);
    (void)close(engine->wake[1]);
    (void)close(engine->listener);
    (void)unlink(engine->uri + strlen("unix://"));
    (void)rmdir(engine->folder);
}
