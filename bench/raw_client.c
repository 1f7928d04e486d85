/*
 * raw_client SOCKET CONNECTIONS DEPTH: the floor to measure against. Fetches the list of all
 * containers and then every container's inspect answer over a unix socket, and looks at no more of
 * them than framing them takes. DEPTH requests are sent ahead on each connection. Prints one line:
 * seconds, containers, bytes received, answers that were not 200, connections, depth.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { ID_SIZE = 64, MOST_CONNECTIONS = 64, MOST_DEPTH = 256, ROOM = 256 * 1024, LINE_STEP = 512 };

enum state { HEAD, BODY, CHUNK_LINE, CHUNK_DATA, CHUNK_END, TRAILER };

struct text {
    char *data;
    size_t size, room;
};

/* One connection and how far into the current answer it is. */
struct connection {
    int socket;
    int waiting; /* answers still to come */
    enum state state;
    unsigned long long left; /* bytes of the body or the chunk still to come */
    struct text line;        /* a header block or a chunk's size, until complete */
    struct text *keep;       /* where bodies go; NULL: nowhere */
};

struct job {
    struct connection connections[MOST_CONNECTIONS];
    int count, depth;
    const char *ids; /* ID_SIZE bytes each */
    size_t total, sent, done, bad;
    unsigned long long bytes;
    char room[ROOM];
};

static void give_up(const char *what)
{
    fprintf(stderr, "raw_client: %s%s%s\n", what, errno ? ": " : "", errno ? strerror(errno) : "");
    exit(1);
}

static void append(struct text *text, const char *data, size_t size)
{
    if (text->room - text->size <= size) {
        text->room = (text->room + size) * 2 + 1;
        text->data = realloc(text->data, text->room);
        if (!text->data)
            give_up("no memory");
    }
    memcpy(text->data + text->size, data, size);
    text->size += size;
    text->data[text->size] = '\0';
}

static int connect_to(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        give_up(path);
    }
    strcpy(address.sun_path, path);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address))
        give_up(path);
    return fd;
}

static void send_all(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t sent = write(fd, data, size);
        if (sent < 0)
            give_up("cannot send");
        data += sent;
        size -= (size_t)sent;
    }
}

/* Takes bytes into the line until it ends with `end`; gives how many were taken. */
static size_t take_until(struct text *line, const char *end, const char *data, size_t size,
                         int *complete)
{
    size_t length = strlen(end);
    size_t before = line->size;
    size_t from = before < length ? 0 : before - length + 1;
    const char *found;

    if (size > LINE_STEP)
        size = LINE_STEP;
    append(line, data, size);
    found = memmem(line->data + from, line->size - from, end, length);
    *complete = found != NULL;
    if (!found)
        return size;
    line->size = (size_t)(found - line->data) + length;
    line->data[line->size] = '\0';
    return line->size - before;
}

static void answer_ended(struct job *job, struct connection *c)
{
    c->state = HEAD;
    c->waiting--;
    job->done++;
}

static void begin_body(struct job *job, struct connection *c)
{
    const char *length = strcasestr(c->line.data, "\r\nContent-Length:");

    if (strncmp(c->line.data, "HTTP/1.1 200 ", 13) != 0)
        job->bad++;
    if (length) {
        c->left = strtoull(length + 17, NULL, 10);
        c->state = BODY;
    } else if (strcasestr(c->line.data, "\r\nTransfer-Encoding: chunked\r\n")) {
        c->state = CHUNK_LINE;
    } else {
        give_up("an answer without length");
    }
    if (c->state == BODY && c->left == 0)
        answer_ended(job, c);
}

static void begin_chunk(struct connection *c)
{
    c->left = strtoull(c->line.data, NULL, 16);
    c->state = c->left ? CHUNK_DATA : TRAILER;
}

static size_t take_line(struct job *job, struct connection *c, const char *data, size_t size)
{
    int complete;
    size_t taken = take_until(&c->line, c->state == HEAD ? "\r\n\r\n" : "\r\n", data, size,
                              &complete);

    if (!complete)
        return taken;
    if (c->state == HEAD)
        begin_body(job, c);
    else if (c->state == CHUNK_LINE)
        begin_chunk(c);
    else if (c->state == CHUNK_END)
        c->state = CHUNK_LINE;
    else if (c->line.size == 2)
        answer_ended(job, c);
    c->line.size = 0;
    return taken;
}

static size_t take_data(struct job *job, struct connection *c, const char *data, size_t size)
{
    size_t taken = size < c->left ? size : (size_t)c->left;

    if (c->keep)
        append(c->keep, data, taken);
    c->left -= taken;
    if (c->left == 0 && c->state == BODY)
        answer_ended(job, c);
    else if (c->left == 0)
        c->state = CHUNK_END;
    return taken;
}

static void receive(struct job *job, struct connection *c)
{
    ssize_t size = read(c->socket, job->room, ROOM);
    size_t at = 0;

    if (size <= 0)
        give_up("the engine closed a connection");
    job->bytes += (unsigned long long)size;
    while (at < (size_t)size) {
        int in_data = c->state == BODY || c->state == CHUNK_DATA;
        size_t left = (size_t)size - at;
        at += in_data ? take_data(job, c, job->room + at, left)
                      : take_line(job, c, job->room + at, left);
    }
}

static void fill(struct job *job, struct connection *c)
{
    char requests[MOST_DEPTH * 128];
    size_t size = 0;

    while (c->waiting < job->depth && job->sent < job->total) {
        size += (size_t)sprintf(requests + size,
                                "GET /containers/%.64s/json HTTP/1.1\r\nHost: raw\r\n\r\n",
                                job->ids + job->sent++ * ID_SIZE);
        c->waiting++;
    }
    send_all(c->socket, requests, size);
}

/* A connection is filled again once half its answers are in: fewer, larger writes. */
static void fetch_all(struct job *job)
{
    struct pollfd ready[MOST_CONNECTIONS];

    while (job->done < job->total) {
        for (int i = 0; i < job->count; i++) {
            if (job->connections[i].waiting <= job->depth / 2)
                fill(job, &job->connections[i]);
            ready[i] = (struct pollfd){ job->connections[i].socket, POLLIN, 0 };
        }
        if (poll(ready, (nfds_t)job->count, 30000) <= 0)
            give_up("no answer");
        for (int i = 0; i < job->count; i++)
            if (ready[i].revents)
                receive(job, &job->connections[i]);
    }
}

static void fetch_list(struct job *job, struct text *list)
{
    static const char request[] = "GET /containers/json?all=1 HTTP/1.1\r\nHost: raw\r\n\r\n";
    struct connection *c = &job->connections[0];

    c->keep = list;
    c->waiting = 1;
    send_all(c->socket, request, sizeof request - 1);
    while (c->waiting > 0)
        receive(job, c);
    c->keep = NULL;
    job->done = 0;
}

/* Inside a JSON string this pattern would have a backslash: what matches is a member's name. */
static void find_ids(const struct text *list, struct text *ids)
{
    static const char member[] = "\"Id\":\"";
    const char *at = list->data;

    while ((at = strstr(at, member)) != NULL) {
        at += sizeof member - 1;
        if (strspn(at, "0123456789abcdef") == ID_SIZE)
            append(ids, at, ID_SIZE);
    }
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int between(const char *text, int most)
{
    long value = strtol(text, NULL, 10);

    if (value < 1 || value > most)
        give_up("connections or depth out of range");
    return (int)value;
}

int main(int argc, char **argv)
{
    static struct job job;
    struct text list = { 0 }, ids = { 0 };
    double start = now();

    if (argc != 4)
        give_up("usage: raw_client SOCKET CONNECTIONS DEPTH");
    job.count = between(argv[2], MOST_CONNECTIONS);
    job.depth = between(argv[3], MOST_DEPTH);
    for (int i = 0; i < job.count; i++)
        job.connections[i].socket = connect_to(argv[1]);
    fetch_list(&job, &list);
    append(&ids, "", 0);
    find_ids(&list, &ids);
    job.ids = ids.data;
    job.total = ids.size / ID_SIZE;
    fetch_all(&job);
    printf("%.6f %zu %llu %zu %d %d\n", now() - start, job.total, job.bytes, job.bad, job.count,
           job.depth);
    return job.bad > 0;
}
