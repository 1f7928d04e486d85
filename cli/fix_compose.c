#include "fix_compose.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "say.h"
#include "sink_trouble.h"
#include "standard_input.h"
#include "status.h"

/* As much as the library reads of a file. */
#define FILE_MAX ((size_t)16 << 20)

static cisd_fix_form form_of(const struct check_wish *wish)
{
    return wish->least ? CISD_FIX_LEAST : CISD_FIX_SMALLEST;
}

/* The same wish for other files of the same project. */
static struct check_wish with_files(const struct check_wish *wish, const char **files,
                                    size_t count, const char *folder)
{
    struct check_wish other = *wish;

    other.compose.files = files;
    other.compose.file_count = count;
    if (other.compose.project_directory == NULL)
        other.compose.project_directory = folder;
    return other;
}

/* The folder of a file, to be freed; NULL where there is no memory. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        return strdup(".");
    return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/* Says which services still fail; returns how many. */
static size_t say_failing(const cisd_report *report)
{
    size_t failing = 0;

    for (size_t i = 0; i < cisd_report_result_count(report); i++) {
        const cisd_result *result = cisd_report_result(report, i);

        if (cisd_result_verdict(result) != CISD_FAIL || cisd_result_waived(result))
            continue;
        failing++;
        say("the service '%s' would still fail: %s", cisd_result_name(result),
            cisd_result_reason_message(result, 0));
    }
    return failing;
}

/* Audits what was written: STATUS_OK if everything passes that can. */
static int prove(const struct check_wish *wish, const char **files, size_t count)
{
    char *folder = folder_of(wish->compose.files[0]);
    struct check_wish other = with_files(wish, files, count, folder);
    cisd_report *report = NULL;
    int status = STATUS_INCOMPLETE;

    if (folder != NULL)
        status = check_collect(&other, &report);
    if (status == STATUS_NONE)
        status = say_failing(report) > 0 ? STATUS_FAILED : STATUS_OK;
    cisd_report_unref(report);
    free(folder);
    return status;
}

static int write_override(const struct check_wish *wish, const cisd_report *report,
                          const char *path)
{
    struct sink sink;
    cisd_error *error = NULL;
    int status;

    if (sink_open(&sink, path, false) != 0)
        status = sink_trouble(&sink);
    else if (cisd_report_write_override(report, form_of(wish), sink_write, &sink, &error) !=
             CISD_OK)
        status = sink_call_trouble(&sink, error);
    else
        status = sink_appear(&sink);
    sink_close(&sink);
    return status;
}

/* A file of its own, so that what goes to stdout was proven before. */
static int prove_override(const struct check_wish *wish, const cisd_report *report)
{
    char name[] = "/tmp/cisdocker-XXXXXX.yaml";
    int fd = mkstemps(name, 5), status;
    const char **files = calloc(wish->compose.file_count + 1, sizeof *files);

    if (fd < 0 || files == NULL) {
        say("cannot make a temporary file: %s", strerror(errno));
        free(files);
        return STATUS_USAGE;
    }
    (void)close(fd);
    memcpy(files, wish->compose.files, wish->compose.file_count * sizeof *files);
    files[wish->compose.file_count] = name;
    status = write_override(wish, report, name);
    if (status == STATUS_OK)
        status = prove(wish, files, wish->compose.file_count + 1);
    (void)remove(name);
    free(files);
    return status;
}

/* The project is read twice, to be mended and to be proven: a pipe would be empty by then. */
static int keep_standard_input(const struct check_wish *wish)
{
    for (size_t i = 0; i < wish->compose.file_count; i++)
        if (strcmp(wish->compose.files[i], "-") == 0 && standard_input_keep(FILE_MAX) != 0) {
            say("cannot keep the standard input: %s", strerror(errno));
            return STATUS_USAGE;
        }
    return STATUS_NONE;
}

static int write_proven(const struct check_wish *wish, const cisd_report *report)
{
    int proven = prove_override(wish, report), status = proven;

    if (proven == STATUS_OK || proven == STATUS_FAILED)
        status = write_override(wish, report, wish->outputs[0].path);
    return status == STATUS_OK ? proven : status;
}

int fix_compose_override(const struct check_wish *wish)
{
    struct check_wish project = *wish;
    cisd_report *report = NULL;
    int status = keep_standard_input(wish);

    if (project.compose.project_directory == NULL && strcmp(wish->compose.files[0], "-") == 0)
        project.compose.project_directory = ".";
    if (status == STATUS_NONE)
        status = check_collect(&project, &report);
    if (status == STATUS_NONE)
        status = write_proven(&project, report);
    cisd_report_unref(report);
    return status;
}

/* The whole file, to be freed; NULL with errno set. */
static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rbe");
    char *text = file != NULL ? malloc(FILE_MAX + 1) : NULL;
    int number = errno;

    if (text != NULL) {
        *length = fread(text, 1, FILE_MAX + 1, file);
        number = ferror(file) ? EIO : *length > FILE_MAX ? EFBIG : 0;
    }
    if (file != NULL)
        (void)fclose(file);
    errno = number;
    if (text == NULL || number == 0)
        return text;
    free(text);
    return NULL;
}

/* The file that takes another's place belongs to whom that belonged, and has its mode. */
static bool keep_owner(struct sink *sink, const char *path)
{
    struct stat status;

    if (stat(path, &status) == 0 && fchown(sink->fd, status.st_uid, status.st_gid) == 0 &&
        fchmod(sink->fd, status.st_mode & 07777) == 0)
        return true;
    sink->error = errno;
    return false;
}

/* Writes the changed text beside the file, proves it there, and puts it in the file's place. */
static int replace_file(const struct check_wish *wish, const cisd_report *report, const char *path,
                        const char *text, size_t length)
{
    struct sink sink;
    cisd_error *error = NULL;
    int status = STATUS_OK;

    if (sink_open(&sink, path, false) != 0) {
        status = sink_trouble(&sink);
    } else if (cisd_report_edit_compose(report, form_of(wish), path, text, length, sink_write,
                                        &sink, &error) != CISD_OK) {
        status = sink_call_trouble(&sink, error);
    } else if (sink.temporary == NULL) {
        say("'%s' is no plain file", path);
        status = STATUS_USAGE;
    } else if (!keep_owner(&sink, path) || sink_flush(&sink) != 0) {
        status = sink_trouble(&sink);
    } else {
        const char *written = sink.temporary;

        status = prove(wish, &written, 1);
        if (status == STATUS_OK)
            status = sink_appear(&sink);
    }
    sink_close(&sink);
    return status;
}

int fix_compose_in_place(const struct check_wish *wish)
{
    const char *path = wish->compose.files[0];
    cisd_report *report = NULL;
    size_t length = 0;
    char *text = NULL;
    int status = check_collect(wish, &report);

    if (status == STATUS_NONE && cisd_report_failures(report, CISD_SEVERITY_LOW) == 0)
        status = STATUS_OK;
    if (status == STATUS_NONE) {
        text = read_file(path, &length);
        if (text == NULL)
            say("cannot read '%s': %s", path, strerror(errno));
        status = text != NULL ? replace_file(wish, report, path, text, length) : STATUS_USAGE;
    }
    if (status == STATUS_FAILED)
        say("'%s' was left as it is", path);
    free(text);
    cisd_report_unref(report);
    return status;
}
