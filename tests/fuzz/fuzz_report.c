/*
 * A stored report: read whole and in parts it is the same, every format can be written of it, and
 * what is written as JSON is read again as it is.
 */
#include "cisdocker/cisdocker.h"
#include "fuzz.h"

const char fuzz_name[] = "report";

struct text {
    const char *data;
    size_t left, part;
};

static int read_text(void *user, void *buffer, size_t size, size_t *length)
{
    struct text *text = user;
    size_t part = text->part < size ? text->part : size;

    *length = text->left < part ? text->left : part;
    memcpy(buffer, text->data, *length);
    text->data += *length;
    text->left -= *length;
    return 0;
}

struct output {
    char *data;
    size_t length;
};

static int write_output(void *user, const char *data, size_t length)
{
    struct output *output = user;

    output->data = realloc(output->data, output->length + length + 1);
    FUZZ_MUST(output->data != NULL);
    memcpy(output->data + output->length, data, length);
    output->length += length;
    return 0;
}

/* The report, or NULL and why not. */
static cisd_report *load(const char *data, size_t size, size_t part, cisd_error **error)
{
    struct text text = {data, size, part};
    cisd_report *report = NULL;
    cisd_code code = cisd_report_load_reader("x", read_text, &text, &report, error);

    FUZZ_MUST((code == CISD_OK) == (report != NULL));
    FUZZ_MUST((code == CISD_OK) == (*error == NULL));
    FUZZ_MUST(code == CISD_OK || strchr(cisd_error_message(*error), '\n') == NULL);
    return report;
}

static struct output render(const cisd_report *report, cisd_format format)
{
    const cisd_render_options options = {.size = sizeof options, .verbose = 1};
    struct output output = {NULL, 0};
    cisd_code code = cisd_report_render(report, format, &options, write_output, &output, NULL);

    FUZZ_MUST(code == CISD_OK || (code == CISD_E_UNSUPPORTED && format > CISD_FORMAT_JSONL));
    return output;
}

/* No line of text acts on a terminal. */
static void check_text(const struct output *text)
{
    for (size_t i = 0; i < text->length; i++)
        FUZZ_MUST((unsigned char)text->data[i] >= 0x20 || text->data[i] == '\n');
}

static void check_formats(const cisd_report *report)
{
    for (int format = 0; format < CISD_FORMATS; format++) {
        struct output output = render(report, (cisd_format)format);

        if (format == CISD_FORMAT_TEXT)
            check_text(&output);
        free(output.data);
    }
}

/* Against itself nothing is new. */
static void check_baseline(cisd_report *report, cisd_report *same)
{
    FUZZ_MUST(cisd_report_compare(report, "x", same, NULL) == CISD_OK);
    FUZZ_MUST(cisd_report_new_failures(report, CISD_SEVERITY_LOW) == 0);
    FUZZ_MUST(cisd_report_fixed_count(report) == 0);
    FUZZ_MUST(cisd_report_change_count(report, CISD_CHANGE_UNCHANGED) ==
              cisd_report_count(report, CISD_FAIL));
}

static void check_report(cisd_report *report)
{
    struct output json = render(report, CISD_FORMAT_JSON), again;
    cisd_error *error = NULL;
    cisd_report *back = load(json.data, json.length, SIZE_MAX, &error);

    FUZZ_MUST(back != NULL);
    again = render(back, CISD_FORMAT_JSON);
    FUZZ_MUST(json.length == again.length);
    FUZZ_MUST(memcmp(json.data, again.data, json.length) == 0);
    check_formats(report);
    check_baseline(report, back);
    cisd_report_unref(back);
    free(json.data);
    free(again.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = fuzz_copy(data, size);
    cisd_error *error = NULL, *other_error = NULL;
    cisd_report *report = load(copy, size, SIZE_MAX, &error);
    cisd_report *other = load(copy, size, 1 + size % 7, &other_error);

    free(copy);
    FUZZ_MUST((report == NULL) == (other == NULL));
    FUZZ_MUST(strcmp(cisd_error_message(error), cisd_error_message(other_error)) == 0);
    if (report != NULL)
        check_report(report);
    cisd_report_unref(report);
    cisd_report_unref(other);
    cisd_error_free(error);
    cisd_error_free(other_error);
    return 0;
}
