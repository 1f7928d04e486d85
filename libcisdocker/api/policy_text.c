/* The exported functions that write about policies, or policies themselves. */
#include "api/arguments.h"
#include "api/error.h"
#include "api/policy_file.h"
#include "renderers/policy_draft.h"
#include "renderers/policy_words.h"
#include "renderers/renderer.h"

#define DAYS_USUAL 90
#define DAYS_MAX 36500
#define WIDTH_USUAL 80

/* The last second of the year 9999. */
#define TIME_MAX 253402300799

cisd_code cisd_policy_explain(const cisd_policy *policy, int64_t now,
                              const cisd_render_options *options, cisd_write_fn write, void *user,
                              cisd_error **error)
{
    const struct memory *memory = &policy->pool.memory;
    cisd_render_options ours = {0};
    struct fault fault = {.code = CISD_OK};
    struct buffer buffer;

    if (write == NULL)
        return error_argument(memory, "the write function is NULL", error);
    if (options != NULL && !arguments_take(&ours, sizeof ours, options))
        return error_argument(memory, "the render options are of a newer library", error);
    if (now < 0 || now > TIME_MAX)
        return error_argument(memory, "the time is out of range", error);
    buffer_init(&buffer, memory);
    policy_words(&buffer, policy, (int)(now / 86400), ours.width != 0 ? ours.width : WIDTH_USUAL,
                 ours.color != 0);
    (void)renderer_flush(&buffer, write, user, &fault);
    buffer_free(&buffer);
    return fault.code == CISD_OK ? CISD_OK : error_hand_out(memory, &fault, error);
}

/* What nobody could read back would be no policy, and is none before somebody has written half. */
static cisd_code prove(const struct memory *memory, const struct buffer *buffer,
                       struct fault *fault)
{
    cisd_policy *policy = NULL;

    if (buffer->failed)
        return fault_no_memory(fault);
    if (buffer->length > POLICY_FILE_LIMIT ||
        policy_file_parse(memory, "the policy to be", buffer->data, buffer->length, &policy,
                          fault) == CISD_E_LIMIT)
        return fault_set(fault, CISD_E_LIMIT,
                         "more fails than one policy can hold: select some of it");
    if (fault->code == CISD_OK)
        policy_unref(policy);
    return fault->code;
}

cisd_code cisd_policy_init(const cisd_report *report, unsigned days, cisd_write_fn write,
                           void *user, cisd_error **error)
{
    const struct memory *memory = &report->pool.memory;
    struct fault fault = {.code = CISD_OK};
    struct buffer buffer;

    if (write == NULL)
        return error_argument(memory, "the write function is NULL", error);
    if (days > DAYS_MAX)
        return error_argument(memory, "a waiver of more than 100 years is none", error);
    buffer_init(&buffer, memory);
    if (policy_draft(&buffer, report, days != 0 ? days : DAYS_USUAL, &fault) == CISD_OK &&
        prove(memory, &buffer, &fault) == CISD_OK)
        (void)renderer_flush(&buffer, write, user, &fault);
    buffer_free(&buffer);
    return fault.code == CISD_OK ? CISD_OK : error_hand_out(memory, &fault, error);
}
