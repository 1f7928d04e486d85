/*
 * results FILE: audits saved output of docker inspect and touches name, verdict and reasons of every
 * result. Prints the seconds of that loop: what the loops of the bindings are held against.
 */
#define _POSIX_C_SOURCE 200809L
#include <cisdocker/cisdocker.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Something that depends on all that was touched. */
static size_t touch(const cisd_result *result)
{
    size_t sum = strlen(cisd_result_name(result)) + (size_t)cisd_result_verdict(result);

    for (size_t i = 0; i < cisd_result_reason_count(result); i++)
        sum += (size_t)cisd_result_reason(result, i) +
               strlen(cisd_result_reason_message(result, i));
    return sum;
}

static cisd_code loop(cisd_audit *audit, size_t *count, size_t *sum, cisd_error **error)
{
    cisd_result *result = NULL;
    cisd_code code;

    while ((code = cisd_audit_next(audit, &result, error)) == CISD_OK && result != NULL) {
        *sum += touch(result);
        ++*count;
        cisd_result_unref(result);
    }
    return code;
}

int main(int words, char **arguments)
{
    cisd_audit *audit = NULL;
    cisd_error *error = NULL;
    size_t count = 0, sum = 0;
    double start = now(), seconds;
    int failed = words != 2 || cisd_audit_new("5.4", NULL, &audit, &error) ||
                 cisd_audit_add_inspect(audit, arguments[1], &error) ||
                 loop(audit, &count, &sum, &error);

    seconds = now() - start;
    if (failed)
        fprintf(stderr, "results: %s\n", words != 2 ? "usage: results FILE"
                                                    : cisd_error_message(error));
    else
        printf("%.6f %zu %zu\n", seconds, count, sum);
    cisd_audit_free(audit);
    cisd_error_free(error);
    return failed;
}
