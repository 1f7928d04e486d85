/*
 * Docker's configuration folder: the first byte says whether the rest is config.json or a context's
 * meta.json. A context that is taken has an engine's address and its own name.
 */
#include <stdio.h>

#include "../unit/fake_tree.h"
#include "cisdocker/cisdocker.h"
#include "fuzz.h"

const char fuzz_name[] = "context";

#define CONFIG "config.json"
/* The SHA-256 of the context's name, "staging". */
#define DIGEST "e919a75364398a449f860aeadddc57fa0502145a4e63959ddb33c417a48dc0da"
#define META "contexts/meta/" DIGEST "/meta.json"
#define GOOD_CONFIG "{\"currentContext\":\"staging\"}"
#define GOOD_META "{\"Name\":\"staging\",\"Endpoints\":{\"docker\":{\"Host\":\"unix:///x\"}}}"

static const char *folder(void)
{
    static const char *made;

    if (made != NULL)
        return made;
    made = tree_begin();
    FUZZ_MUST(atexit(tree_end) == 0);
    tree_file(CONFIG, GOOD_CONFIG);
    tree_file(META, GOOD_META);
    return made;
}

/* Whether the folder's current context could be had. */
static int load(const char *where)
{
    cisd_context *context = NULL;
    cisd_error *error = NULL;
    cisd_code code = cisd_context_load(where, NULL, &context, &error);

    FUZZ_MUST((code == CISD_OK) == (error == NULL));
    if (code == CISD_OK && cisd_context_name(context) != NULL)
        FUZZ_MUST(cisd_context_host(context) != NULL && cisd_context_host(context)[0] != '\0');
    cisd_error_free(error);
    cisd_context_free(context);
    return code == CISD_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *where = folder();
    const char *path = size > 0 && data[0] == 'm' ? META : CONFIG;

    if (size == 0)
        return 0;
    tree_bytes(path, data + 1, size - 1);
    (void)load(where);
    tree_bytes(CONFIG, GOOD_CONFIG, strlen(GOOD_CONFIG));
    tree_bytes(META, GOOD_META, strlen(GOOD_META));
    FUZZ_MUST(load(where));
    return 0;
}
