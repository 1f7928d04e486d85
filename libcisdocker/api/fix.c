/* The exported functions that write what mends a failure. */
#include "api/compose_edit.h"
#include "api/error.h"
#include "renderers/fix_text.h"
#include "renderers/renderer.h"

static cisd_code check(const struct memory *memory, cisd_fix_form form, cisd_write_fn write,
                       cisd_error **error)
{
    if (write == NULL)
        return error_argument(memory, "the write function is NULL", error);
    if ((unsigned)form > CISD_FIX_LEAST)
        return error_argument(memory, "there is no such form of a remedy", error);
    return CISD_OK;
}

/* Gives what was written, unless something went wrong, to the caller. */
static cisd_code hand_over(struct buffer *out, cisd_write_fn write, void *user,
                           struct fault *fault, cisd_error **error)
{
    const struct memory memory = out->memory;

    if (fault->code == CISD_OK)
        (void)renderer_flush(out, write, user, fault);
    buffer_free(out);
    return fault->code == CISD_OK ? CISD_OK : error_hand_out(&memory, fault, error);
}

cisd_code cisd_result_write_fix(const cisd_result *result, cisd_fix_form form, cisd_write_fn write,
                                void *user, cisd_error **error)
{
    const struct memory *memory = &result->subject->pool.memory;
    struct fault fault = {.code = CISD_OK};
    struct buffer out;

    if (check(memory, form, write, error) != CISD_OK)
        return CISD_E_ARGUMENT;
    buffer_init(&out, memory);
    fix_text(&out, result, form);
    return hand_over(&out, write, user, &fault, error);
}

cisd_code cisd_report_write_override(const cisd_report *report, cisd_fix_form form,
                                     cisd_write_fn write, void *user, cisd_error **error)
{
    struct fault fault = {.code = CISD_OK};
    struct buffer out;

    if (check(&report->pool.memory, form, write, error) != CISD_OK)
        return CISD_E_ARGUMENT;
    buffer_init(&out, &report->pool.memory);
    fix_override(&out, report, form);
    return hand_over(&out, write, user, &fault, error);
}

cisd_code cisd_report_edit_compose(const cisd_report *report, cisd_fix_form form, const char *name,
                                   const char *text, size_t length, cisd_write_fn write,
                                   void *user, cisd_error **error)
{
    struct fault fault = {.code = CISD_OK};
    struct buffer out;

    if (check(&report->pool.memory, form, write, error) != CISD_OK)
        return CISD_E_ARGUMENT;
    if (name == NULL || text == NULL)
        return error_argument(&report->pool.memory, "a file needs a name and a text", error);
    buffer_init(&out, &report->pool.memory);
    (void)compose_edit(report, form, name, text, length, &out, &fault);
    return hand_over(&out, write, user, &fault, error);
}
