#include "renderers/text_groups.h"

#include <stdlib.h>
#include <string.h>

#include "renderers/display.h"
#include "renderers/fix_body.h"
#include "renderers/text_waiver.h"

/* Columns a text may take that is kept; names and images no more than a line has for them. */
#define NAME_COLUMNS 40
#define IMAGE_COLUMNS 120
#define BESIDE_COLUMNS 14 /* what stands before a name, or before and behind an image */
#define LINE_MIN 40
#define TROUBLE_COLUMNS 300
#define ID_COLUMNS 12
#define HOST_COLUMNS 32

static size_t at_most(size_t columns, size_t limit)
{
    return columns < limit ? columns : limit;
}

void text_groups_init(struct text_groups *groups, const struct memory *memory, size_t width)
{
    size_t room = (width > LINE_MIN ? width : LINE_MIN) - BESIDE_COLUMNS;

    memset(groups, 0, sizeof *groups);
    groups->name_columns = at_most(room, NAME_COLUMNS);
    groups->image_columns = at_most(room, IMAGE_COLUMNS);
    pool_init(&groups->pool, memory);
    buffer_init(&groups->scratch, memory);
}

void text_groups_free(struct text_groups *groups)
{
    struct memory memory = groups->pool.memory;

    for (size_t i = 0; i < groups->cause_count; i++)
        memory_free(&memory, groups->causes[i]->images);
    memory_free(&memory, groups->causes);
    buffer_free(&groups->scratch);
    pool_free(&groups->pool);
}

static uint64_t hash_bytes(uint64_t hash, const void *data, size_t length)
{
    const unsigned char *bytes = data;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ bytes[i]) * 0x100000001B3u;
    return hash;
}

static uint64_t hash_text(uint64_t hash, const char *text)
{
    return hash_bytes(hash, text, strlen(text) + 1);
}

/* What the scratch buffer holds, kept; NULL if there is no memory. */
static const char *keep_scratch(struct text_groups *groups)
{
    struct buffer *scratch = &groups->scratch;

    if (scratch->failed)
        return NULL;
    return pool_copy(&groups->pool, scratch->length > 0 ? scratch->data : "", scratch->length);
}

static const char *keep_shown(struct text_groups *groups, const char *text, size_t columns)
{
    buffer_clear(&groups->scratch);
    display_add(&groups->scratch, text, columns);
    return keep_scratch(groups);
}

/* The name of a subject, "web on host-1"; where it has none, the beginning of its id. */
static const char *keep_name(struct text_groups *groups, const struct subject *subject,
                             const char *host)
{
    buffer_clear(&groups->scratch);
    if (subject->name[0] != '\0' || subject->id[0] == '\0')
        display_name(&groups->scratch, subject->name, groups->name_columns);
    else
        buffer_add(&groups->scratch, subject->id, strnlen(subject->id, ID_COLUMNS));
    if (host[0] != '\0') {
        buffer_text(&groups->scratch, " on ");
        display_name(&groups->scratch, host, HOST_COLUMNS);
    }
    return keep_scratch(groups);
}

/* What happened to the evidence; "" where the reasons say it all. */
static const char *trouble_of(const cisd_result *result)
{
    const char *trouble = result_trouble(result);

    return trouble != NULL ? trouble : "";
}

static uint64_t hash_waiver(uint64_t hash, const struct waiver *waiver)
{
    hash = hash_text(hash, waiver->reason);
    hash = hash_text(hash, waiver->owner);
    hash = hash_text(hash, waiver->ticket);
    return hash_text(hash, waiver->expires);
}

/* What changed, where that tells failures apart. */
static cisd_change cause_change(const cisd_result *result)
{
    return result->change <= CISD_CHANGE_UNCHANGED ? result->change : CISD_CHANGE_NONE;
}

static uint64_t cause_hash(const cisd_result *result)
{
    const struct judgement *judgement = &result->judgement;
    const cisd_change change = cause_change(result);
    uint64_t hash = 0xCBF29CE484222325u;

    hash = hash_bytes(hash, &change, sizeof change);
    hash = hash_bytes(hash, &judgement->verdict, sizeof judgement->verdict);
    hash = hash_bytes(hash, &judgement->waived, sizeof judgement->waived);
    for (size_t i = 0; i < judgement->finding_count; i++) {
        const struct finding *finding = &judgement->findings[i];

        hash = hash_bytes(hash, &finding->reason, sizeof finding->reason);
        hash = hash_bytes(hash, &finding->caps, sizeof finding->caps);
    }
    hash = hash_waiver(hash, &result->waiver);
    return hash_text(hash, trouble_of(result));
}

static cisd_cap_class worst_class(cisd_caps caps)
{
    cisd_cap_class worst = CISD_CLASS_NUISANCE;

    for (int number = 0; number < CAPABILITY_BITS; number++)
        if ((caps >> number & 1) != 0 && capability_class(number) > worst)
            worst = capability_class(number);
    return worst;
}

/* Why a failure is accepted, in one line; NULL if there is no memory. */
static const char *keep_waiver(struct text_groups *groups, const cisd_result *result)
{
    buffer_clear(&groups->scratch);
    if (result->judgement.waived)
        text_waiver(&groups->scratch, &result->waiver);
    return keep_scratch(groups);
}

/* Keeps what the first subject of a cause says; false if there is no memory. */
static bool fill_texts(struct text_groups *groups, struct cause *cause, const cisd_result *result)
{
    static const struct remedy none = {.smallest = "", .note = ""};
    const struct remedy *remedy = result->remedy_count > 0 ? &result->remedies[0] : &none;

    cause->has_fix = result->remedy_count > 0;
    cause->fix_kind = remedy->kind;
    cause->trouble = keep_shown(groups, trouble_of(result), TROUBLE_COLUMNS);
    cause->unknown_cap = keep_shown(
        groups, result->unknown_count > 0 ? result->unknown_caps[0] : "", NAME_COLUMNS);
    cause->waiver = keep_waiver(groups, result);
    cause->fix = pool_copy(&groups->pool, remedy->smallest, strlen(remedy->smallest));
    cause->note = pool_copy(&groups->pool, remedy->note, strlen(remedy->note));
    return cause->trouble != NULL && cause->unknown_cap != NULL && cause->waiver != NULL &&
           cause->fix != NULL && cause->note != NULL;
}

static struct cause *new_cause(struct text_groups *groups, const cisd_result *result)
{
    const struct judgement *judgement = &result->judgement;
    struct cause *cause = pool_alloc(&groups->pool, sizeof *cause);

    if (cause == NULL)
        return NULL;
    memset(cause, 0, sizeof *cause);
    cause->hash = cause_hash(result);
    cause->verdict = judgement->verdict;
    cause->severity = judgement->severity;
    cause->waived = judgement->waived;
    cause->change = cause_change(result);
    cause->kind = result->subject->kind;
    cause->excess = judgement->excess;
    cause->cap_class = result->unknown_count > 0 ? CISD_CLASS_HOST_ESCAPE
                                                 : worst_class(judgement->excess);
    cause->finding_count = judgement->finding_count;
    memcpy(cause->findings, judgement->findings, sizeof cause->findings);
    return fill_texts(groups, cause, result) ? cause : NULL;
}

/* Whether a result belongs to a cause. Only the trouble, which is text, is left to the hash. */
static bool is_caused(const struct cause *cause, const cisd_result *result, uint64_t hash)
{
    const struct judgement *judgement = &result->judgement;

    if (cause->hash != hash || cause->verdict != judgement->verdict ||
        cause->waived != judgement->waived || cause->change != cause_change(result) ||
        cause->finding_count != judgement->finding_count)
        return false;
    for (size_t i = 0; i < cause->finding_count; i++)
        if (cause->findings[i].reason != judgement->findings[i].reason ||
            cause->findings[i].caps != judgement->findings[i].caps)
            return false;
    return true;
}

/* The cause of a result, new if need be; NULL in *out when there are too many already. */
static cisd_code cause_of(struct text_groups *groups, const cisd_result *result,
                          struct cause **out)
{
    uint64_t hash = cause_hash(result);
    struct cause **grown;

    for (size_t i = 0; i < groups->cause_count; i++) {
        *out = groups->causes[i];
        if (is_caused(*out, result, hash))
            return CISD_OK;
    }
    *out = NULL;
    if (groups->cause_count == GROUPS_CAUSES)
        return CISD_OK;
    grown = memory_grow(&groups->pool.memory, groups->causes, groups->cause_count,
                        &groups->cause_capacity, sizeof *grown);
    if (grown == NULL)
        return CISD_E_NO_MEMORY;
    groups->causes = grown;
    *out = new_cause(groups, result);
    if (*out == NULL)
        return CISD_E_NO_MEMORY;
    groups->causes[groups->cause_count++] = *out;
    return CISD_OK;
}

/* The group for an image within a cause; NULL in *out when there are too many already. */
static cisd_code image_of(struct text_groups *groups, struct cause *cause, const char *image,
                          struct image_group **out)
{
    uint64_t hash = hash_text(cause->hash, image);
    struct image_group *grown, group = {.hash = hash};

    for (size_t i = 0; i < cause->image_count; i++) {
        *out = &cause->images[i];
        if ((*out)->hash == hash)
            return CISD_OK;
    }
    *out = NULL;
    if (groups->image_count == GROUPS_IMAGES)
        return CISD_OK;
    grown = memory_grow(&groups->pool.memory, cause->images, cause->image_count,
                        &cause->image_capacity, sizeof *grown);
    group.image = keep_shown(groups, image, groups->image_columns);
    if (grown != NULL)
        cause->images = grown;
    if (grown == NULL || group.image == NULL)
        return CISD_E_NO_MEMORY;
    groups->image_count++;
    *out = &cause->images[cause->image_count++];
    **out = group;
    return CISD_OK;
}

static cisd_code add_to_image(struct text_groups *groups, struct cause *cause,
                              const struct subject *subject, const char *host)
{
    struct image_group *group;
    cisd_code code = image_of(groups, cause, subject->image, &group);

    if (code != CISD_OK)
        return code;
    if (group == NULL) {
        cause->without_image_group++;
        return CISD_OK;
    }
    group->count++;
    if (group->name_count == GROUPS_NAMES)
        return CISD_OK;
    group->names[group->name_count] = keep_name(groups, subject, host);
    if (group->names[group->name_count] == NULL)
        return CISD_E_NO_MEMORY;
    group->name_count++;
    return CISD_OK;
}

static cisd_code add_to_cause(struct text_groups *groups, struct cause *cause,
                              const cisd_result *result, const char *host)
{
    const char *fix = result->remedy_count > 0 ? result->remedies[0].smallest : "";

    cause->count++;
    if (cause->kind != result->subject->kind)
        cause->mixed_kinds = true;
    if (!fix_body_same(cause->fix_kind, cause->fix, fix))
        cause->fixes_differ = true;
    return add_to_image(groups, cause, result->subject, host);
}

cisd_code text_groups_add(struct text_groups *groups, const cisd_result *result,
                          const char *host, struct fault *fault)
{
    const struct judgement *judgement = &result->judgement;
    struct cause *cause;
    cisd_code code;

    if (judgement->verdict == CISD_PASS) {
        groups->passes[judgement->findings[0].reason]++;
        return CISD_OK;
    }
    code = cause_of(groups, result, &cause);
    if (code == CISD_OK && cause == NULL && judgement->waived)
        groups->waived_beyond++;
    else if (code == CISD_OK && cause == NULL)
        groups->beyond[judgement->verdict]++;
    else if (code == CISD_OK)
        code = add_to_cause(groups, cause, result, host);
    return code == CISD_OK ? CISD_OK : fault_no_memory(fault);
}

/* Less than 0 if the first number goes before, being larger. */
static int larger_first(size_t one, size_t other)
{
    return (one < other) - (one > other);
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static int compare_images(const void *left, const void *right)
{
    const struct image_group *one = left, *other = right;
    int order = larger_first(one->count, other->count);

    return order != 0 ? order : strcmp(one->image, other->image);
}

/* Something to tell causes apart that are equally bad and frequent. */
static const char *first_name(const struct cause *cause)
{
    bool named = cause->image_count > 0 && cause->images[0].name_count > 0;

    return named ? cause->images[0].names[0] : "";
}

static int compare_causes(const void *left, const void *right)
{
    const struct cause *one = *(struct cause *const *)left, *other = *(struct cause *const *)right;
    static const int rank[CISD_VERDICTS] = {
        [CISD_FAIL] = 5, [CISD_ERROR] = 4,  [CISD_UNKNOWN] = 3, [CISD_NOTCHECKED] = 2,
        [CISD_NOTAPPLICABLE] = 1, [CISD_PASS] = 0, [CISD_INFORMATIONAL] = 0,
    };
    const int order[] = {
        rank[other->verdict] - rank[one->verdict],
        one->waived - other->waived,
        (int)one->change - (int)other->change,
        (int)other->severity - (int)one->severity,
        (int)other->cap_class - (int)one->cap_class,
        larger_first(one->count, other->count),
    };

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        if (order[i] != 0)
            return order[i];
    return strcmp(first_name(one), first_name(other));
}

void text_groups_rank(struct text_groups *groups)
{
    for (size_t i = 0; i < groups->cause_count; i++) {
        struct cause *cause = groups->causes[i];

        for (size_t image = 0; image < cause->image_count; image++)
            qsort(cause->images[image].names, cause->images[image].name_count,
                  sizeof(const char *), compare_names);
        if (cause->image_count > 1)
            qsort(cause->images, cause->image_count, sizeof *cause->images, compare_images);
    }
    if (groups->cause_count > 1)
        qsort(groups->causes, groups->cause_count, sizeof(struct cause *), compare_causes);
}
