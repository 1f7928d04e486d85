#include "sources/engine_hello.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ground/ascii.h"

#define HELLO_BODY ((size_t)1 << 20)
#define WORD_SIZE 256

/* What an engine says of itself. The texts are numbered as fields of the JSON reader. */
enum word {
    WORD_API = 1,
    WORD_MIN_API,
    WORD_VERSION,
    WORD_OS,
    WORD_NAME,
    WORD_SWARM_STATE,
    WORD_TEXTS,
    WORD_SWARM_CONTROL = WORD_TEXTS, /* no text, nor is what follows */
    WORD_CONTAINERS
};

struct words {
    char texts[WORD_TEXTS][WORD_SIZE];
    bool podman, controls;
    size_t containers;
};

static const struct json_place component_places[] = {{"Name", WORD_NAME, NULL}, {0}};
static const struct json_place components_places[] = {{JSON_ELEMENTS, -1, component_places}, {0}};
static const struct json_place version_places[] = {{"ApiVersion", WORD_API, NULL},
                                                   {"MinAPIVersion", WORD_MIN_API, NULL},
                                                   {"Version", WORD_VERSION, NULL},
                                                   {"Os", WORD_OS, NULL},
                                                   {"Components", -1, components_places},
                                                   {0}};
static const struct json_place swarm_places[] = {
    {"LocalNodeState", WORD_SWARM_STATE, NULL},
    {"ControlAvailable", WORD_SWARM_CONTROL, NULL},
    {0}};
static const struct json_place info_places[] = {{"Name", WORD_NAME, NULL},
                                                {"OSType", WORD_OS, NULL},
                                                {"Swarm", -1, swarm_places},
                                                {"Containers", WORD_CONTAINERS, NULL},
                                                {0}};

/* A number of JSON, where it is a small whole one; 0 else. */
static size_t small_number(const struct json_value *value)
{
    size_t number = 0;

    if (value->type != JSON_NUMBER || value->length > 9)
        return 0;
    for (size_t i = 0; i < value->length; i++) {
        if (value->text[i] < '0' || value->text[i] > '9')
            return 0;
        number = number * 10 + (size_t)(value->text[i] - '0');
    }
    return number;
}

static cisd_code on_value(void *user, int field, const struct json_value *value,
                          struct fault *fault)
{
    struct words *words = user;

    if (value->type == JSON_TROUBLE)
        return fault_set(fault, CISD_E_FORMAT, "the engine's version has two meanings: %.*s",
                         (int)value->length, value->text);
    if (field == WORD_SWARM_CONTROL)
        words->controls = value->type == JSON_BOOL && value->truth;
    if (field == WORD_CONTAINERS)
        words->containers = small_number(value);
    /* A NUL would cut the text to another one. */
    if (field <= 0 || field >= WORD_TEXTS || value->type != JSON_STRING ||
        memchr(value->text, '\0', value->length))
        return CISD_OK;
    (void)snprintf(words->texts[field], WORD_SIZE, "%.*s", (int)value->length, value->text);
    if (field == WORD_NAME && strcmp(words->texts[field], "Podman Engine") == 0)
        words->podman = true;
    return CISD_OK;
}

/* Podman also says who it is in every answer's headers. */
static void on_header(void *user, const char *name, size_t name_length, const char *value,
                      size_t value_length)
{
    struct words *words = user;

    if (name_length == 18 && ascii_same(name, "Libpod-Api-Version", 18))
        words->podman = true;
    if (name_length == 6 && ascii_same(name, "Server", 6) && value_length >= 7 &&
        ascii_same(value, "Libpod/", 7))
        words->podman = true;
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
static cisd_code negotiate(const struct words *words, struct engine_hello *hello,
                           struct fault *fault)
{
    int ours = HELLO_API_MAJOR * 1000 + HELLO_API_MINOR;
    int theirs = api_number(words->texts[WORD_API]);
    int least = api_number(words->texts[WORD_MIN_API]);
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

static enum engine_swarm swarm_of(const struct words *words)
{
    static const struct {
        const char *word;
        enum engine_swarm swarm;
    } states[] = {{"", ENGINE_SWARM_UNKNOWN}, {"inactive", ENGINE_SWARM_NONE}};
    const char *state = words->texts[WORD_SWARM_STATE];

    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        if (strcmp(state, states[i].word) == 0)
            return states[i].swarm;
    if (strcmp(state, "active") != 0)
        return ENGINE_SWARM_TROUBLED;
    return words->controls ? ENGINE_SWARM_MANAGER : ENGINE_SWARM_WORKER;
}

static cisd_code take_version(const struct words *words, struct pool *pool,
                              struct engine_hello *hello, struct fault *fault)
{
    if (negotiate(words, hello, fault) != CISD_OK)
        return fault->code;
    hello->version = engine_version_parse(words->podman ? ENGINE_PODMAN : ENGINE_DOCKER,
                                          words->texts[WORD_VERSION]);
    hello->on_linux = is_linux(words->texts[WORD_OS]);
    hello->version_text = keep(pool, words->texts[WORD_VERSION]);
    return hello->version_text != NULL ? CISD_OK : fault_no_memory(fault);
}

static cisd_code take_info(const struct words *words, struct pool *pool,
                           struct engine_hello *hello, struct fault *fault)
{
    hello->host = keep(pool, words->texts[WORD_NAME]);
    hello->swarm = swarm_of(words);
    hello->swarm_state = keep(pool, words->texts[WORD_SWARM_STATE]);
    hello->containers = words->containers;
    if (is_linux(words->texts[WORD_OS]) == CISD_NO)
        hello->on_linux = CISD_NO;
    return hello->host != NULL && hello->swarm_state != NULL ? CISD_OK : fault_no_memory(fault);
}

static struct engine_question question(const char *path, const struct json_place *places,
                                       struct words *words, long timeout_ms)
{
    memset(words, 0, sizeof *words);
    return (struct engine_question){
        .path = path,
        .shape = JSON_ONE,
        .places = places,
        .handler = on_value,
        .header = on_header,
        .user = words,
        .timeout_ms = timeout_ms,
        .body_limit = HELLO_BODY,
    };
}

cisd_code engine_hello_ask(struct http *http, struct pool *pool, long timeout_ms,
                           struct engine_hello *hello, struct fault *fault)
{
    struct words version, info;
    const struct engine_question questions[] = {
        question("/version", version_places, &version, timeout_ms),
        question("/info", info_places, &info, timeout_ms),
    };
    struct fault troubles[2];

    hello->host = hello->swarm_state = "";
    if (engine_ask_all(http, &pool->memory, questions, 2, troubles, fault) != CISD_OK)
        return fault->code;
    *fault = troubles[0];
    if (fault->code != CISD_OK || take_version(&version, pool, hello, fault) != CISD_OK ||
        troubles[1].code != CISD_OK)
        return fault->code;
    return take_info(&info, pool, hello, fault);
}
