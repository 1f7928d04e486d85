#include "sources/engine_hello.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ground/ascii.h"
#include "sources/engine_answer.h"

#define HELLO_BODY ((size_t)1 << 20)
#define HELLO_TEXT 256

enum field {
    FIELD_API = 1,
    FIELD_MIN_API,
    FIELD_VERSION,
    FIELD_OS,
    FIELD_NAME,
    FIELD_SWARM_STATE,
    FIELD_TEXTS,
    FIELD_SWARM_CONTROL
};

/* What /version and /info said, as text. */
struct said {
    char texts[FIELD_TEXTS][HELLO_TEXT];
    bool podman, controls;
};

static const struct json_place component_places[] = {{"Name", FIELD_NAME, NULL}, {0}};
static const struct json_place components_places[] = {{JSON_ELEMENTS, -1, component_places}, {0}};
static const struct json_place version_places[] = {{"ApiVersion", FIELD_API, NULL},
                                                   {"MinAPIVersion", FIELD_MIN_API, NULL},
                                                   {"Version", FIELD_VERSION, NULL},
                                                   {"Os", FIELD_OS, NULL},
                                                   {"Components", -1, components_places},
                                                   {0}};
static const struct json_place swarm_places[] = {
    {"LocalNodeState", FIELD_SWARM_STATE, NULL},
    {"ControlAvailable", FIELD_SWARM_CONTROL, NULL},
    {0}};
static const struct json_place info_places[] = {{"Name", FIELD_NAME, NULL},
                                                {"OSType", FIELD_OS, NULL},
                                                {"Swarm", -1, swarm_places},
                                                {0}};

static cisd_code on_value(void *user, int field, const struct json_value *value,
                          struct fault *fault)
{
    struct said *said = user;

    if (value->type == JSON_TROUBLE)
        return fault_set(fault, CISD_E_FORMAT, "the engine's version has two meanings: %.*s",
                         (int)value->length, value->text);
    if (field == FIELD_SWARM_CONTROL)
        said->controls = value->type == JSON_BOOL && value->truth;
    /* A NUL would cut the text to another one. */
    if (field <= 0 || field >= FIELD_TEXTS || value->type != JSON_STRING ||
        memchr(value->text, '\0', value->length))
        return CISD_OK;
    (void)snprintf(said->texts[field], HELLO_TEXT, "%.*s", (int)value->length, value->text);
    if (field == FIELD_NAME && strcmp(said->texts[field], "Podman Engine") == 0)
        said->podman = true;
    return CISD_OK;
}

/* Podman also says who it is in every answer's headers. */
static void on_header(void *user, const char *name, size_t name_length, const char *value,
                      size_t value_length)
{
    struct said *said = user;

    if (name_length == 18 && ascii_same(name, "Libpod-Api-Version", 18))
        said->podman = true;
    if (name_length == 6 && ascii_same(name, "Server", 6) && value_length >= 7 &&
        ascii_same(value, "Libpod/", 7))
        said->podman = true;
}

/* "1.41" as 1041; 0 for anything else. */
static int api_number(const char *text)
{
    char *end;
    long major = strtol(text, &end, 10), minor;

    if (end == text || *end != '.' || text[0] < '0' || text[0] > '9')
        return 0;
    text = end + 1;
    minor = strtol(text, &end, 10);
    if (end == text || *end != '\0' || text[0] < '0' || text[0] > '9')
        return 0;
    if (major < 1 || major > 99 || minor < 0 || minor > 999)
        return 0;
    return (int)(major * 1000 + minor);
}

/* The newest version that both sides speak. */
static cisd_code negotiate(const struct said *said, struct engine_hello *hello,
                           struct fault *fault)
{
    int ours = HELLO_API_MAJOR * 1000 + HELLO_API_MINOR;
    int theirs = api_number(said->texts[FIELD_API]);
    int least = api_number(said->texts[FIELD_MIN_API]);
    int chosen;

    if (theirs == 0)
        return fault_set(fault, CISD_E_PROTOCOL,
                         "not a container engine: GET /version gives no valid ApiVersion");
    chosen = theirs < ours ? theirs : ours;
    /* An engine that has dropped what we know is spoken to in its oldest version. */
    if (least > chosen && least <= theirs)
        chosen = least;
    (void)snprintf(hello->api, sizeof hello->api, "%d.%d", chosen / 1000, chosen % 1000);
    return CISD_OK;
}

static const char *keep(struct pool *pool, const char *text)
{
    size_t length = strlen(text);

    return length > 0 ? pool_copy(pool, text, length) : "";
}

static cisd_fact is_linux(const char *os)
{
    if (os[0] == '\0')
        return CISD_NOT_KNOWN;
    return strcmp(os, "linux") == 0 ? CISD_YES : CISD_NO;
}

cisd_code engine_hello_version(struct http *http, struct pool *pool, long timeout_ms,
                               struct engine_hello *hello, struct fault *fault)
{
    struct said said = {.podman = false};
    struct engine_question question = {
        .path = "/version",
        .shape = JSON_ONE,
        .places = version_places,
        .handler = on_value,
        .header = on_header,
        .user = &said,
        .timeout_ms = timeout_ms,
        .body_limit = HELLO_BODY,
    };

    if (engine_ask(http, &pool->memory, &question, fault) != CISD_OK ||
        negotiate(&said, hello, fault) != CISD_OK)
        return fault->code;
    hello->version = engine_version_parse(said.podman ? ENGINE_PODMAN : ENGINE_DOCKER,
                                          said.texts[FIELD_VERSION]);
    hello->on_linux = is_linux(said.texts[FIELD_OS]);
    hello->version_text = keep(pool, said.texts[FIELD_VERSION]);
    hello->host = hello->swarm_state = "";
    return hello->version_text != NULL ? CISD_OK : fault_no_memory(fault);
}

static enum engine_swarm swarm_of(const struct said *said)
{
    static const struct {
        const char *word;
        enum engine_swarm swarm;
    } states[] = {{"", ENGINE_SWARM_UNKNOWN}, {"inactive", ENGINE_SWARM_NONE}};
    const char *state = said->texts[FIELD_SWARM_STATE];

    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        if (strcmp(state, states[i].word) == 0)
            return states[i].swarm;
    if (strcmp(state, "active") != 0)
        return ENGINE_SWARM_TROUBLED;
    return said->controls ? ENGINE_SWARM_MANAGER : ENGINE_SWARM_WORKER;
}

cisd_code engine_hello_info(struct http *http, struct pool *pool, long timeout_ms,
                            struct engine_hello *hello, struct fault *fault)
{
    struct said said = {.podman = false};
    char path[32];
    struct engine_question question = {
        .path = path,
        .shape = JSON_ONE,
        .places = info_places,
        .handler = on_value,
        .user = &said,
        .timeout_ms = timeout_ms,
        .body_limit = HELLO_BODY,
    };

    (void)snprintf(path, sizeof path, "/v%s/info", hello->api);
    if (engine_ask(http, &pool->memory, &question, fault) != CISD_OK) {
        if (fault->code == CISD_E_NO_MEMORY)
            return fault->code;
        fault_clear(fault);
        return CISD_OK;
    }
    hello->host = keep(pool, said.texts[FIELD_NAME]);
    hello->swarm = swarm_of(&said);
    hello->swarm_state = keep(pool, said.texts[FIELD_SWARM_STATE]);
    if (is_linux(said.texts[FIELD_OS]) == CISD_NO)
        hello->on_linux = CISD_NO;
    return hello->host != NULL && hello->swarm_state != NULL ? CISD_OK : fault_no_memory(fault);
}
