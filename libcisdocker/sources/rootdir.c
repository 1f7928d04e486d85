#include "sources/rootdir.h"

#include <stdlib.h>
#include <string.h>

#include "readers/beneath.h"
#include "sources/rootdir_find.h"
#include "sources/rootdir_harvest.h"

struct rootdir {
    struct source source;
    char *directory;
    bool begun;
    struct harvest harvest;
    size_t next;
};

/* By name, then id: as a live engine's containers come. */
static int compare(const void *one, const void *other)
{
    const struct subject *a = *(struct subject *const *)one, *b = *(struct subject *const *)other;
    int order = strcmp(a->name, b->name);

    return order != 0 ? order : strcmp(a->id, b->id);
}

static cisd_code gather(struct rootdir *rootdir, struct fault *fault)
{
    struct harvest *harvest = &rootdir->harvest;
    struct beneath root;
    int number = beneath_open(rootdir->directory, &root);

    if (number != 0)
        return fault_errno(fault, number, "cannot open '%s'", rootdir->directory);
    harvest->labels = rootdir->source.labels;
    harvest->cancelled = rootdir->source.cancelled;
    (void)rootdir_find(harvest, &root, fault);
    beneath_close(&root);
    if (fault->code != CISD_OK)
        return fault->code;
    if (harvest->count > 1)
        qsort(harvest->subjects, harvest->count, sizeof(struct subject *), compare);
    if (harvest->docker != harvest->podman)
        rootdir->source.engine = engine_kind_name(harvest->docker ? ENGINE_DOCKER : ENGINE_PODMAN);
    rootdir->source.total = harvest->count;
    return CISD_OK;
}

static cisd_code rootdir_next(struct source *source, struct subject **out, struct fault *fault)
{
    struct rootdir *rootdir = (struct rootdir *)source;
    struct harvest *harvest = &rootdir->harvest;

    *out = NULL;
    if (!rootdir->begun) {
        rootdir->begun = true;
        if (gather(rootdir, fault) != CISD_OK)
            return fault->code;
    }
    if (rootdir->next < harvest->count) {
        *out = harvest->subjects[rootdir->next];
        harvest->subjects[rootdir->next++] = NULL;
        source->done = rootdir->next;
        return CISD_OK;
    }
    *fault = harvest->defect;
    return fault->code;
}

static void rootdir_close(struct source *source)
{
    struct rootdir *rootdir = (struct rootdir *)source;
    struct memory memory = source->memory;

    harvest_free(&rootdir->harvest);
    memory_free(&memory, rootdir->directory);
    memory_free(&memory, rootdir);
}

static const struct source_type rootdir_type = {
    .kind = "root", .next = rootdir_next, .close = rootdir_close};

cisd_code rootdir_open(const struct memory *memory, const char *directory, struct source **out,
                       struct fault *fault)
{
    struct rootdir *rootdir = memory_zero(memory, sizeof *rootdir);

    if (rootdir == NULL)
        return fault_no_memory(fault);
    rootdir->source.type = &rootdir_type;
    rootdir->source.memory = *memory;
    rootdir->source.engine = rootdir->source.engine_version = rootdir->source.host = "";
    rootdir->harvest.memory = *memory;
    rootdir->directory = memory_copy(memory, directory, strlen(directory));
    rootdir->source.uri = rootdir->directory;
    if (rootdir->directory == NULL) {
        rootdir_close(&rootdir->source);
        return fault_no_memory(fault);
    }
    *out = &rootdir->source;
    return CISD_OK;
}
