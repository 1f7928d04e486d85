/*
 * results FILE [TIMES]: audits saved output of docker inspect and touches name, verdict and reasons of
 * every result. Prints the seconds of each loop: what the loops of the bindings are held against.
 */
#define _POSIX_C_SOURCE 200809L
#include <cisdocker/cisdocker.h>
#include <stdio.h>
#include <stdlib.h>
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

static cisd_code draw(cisd_audit *audit, size_t *sum, cisd_error **error)
{
    cisd_result *result = NULL;
    cisd_code code;

    while ((code = cisd_audit_next(audit, &result, error)) == CISD_OK && result != NULL) {
        *sum += touch(result);
        cisd_result_unref(result);
    }
    return code;
}

/* Prints the seconds; false where it failed. */
static int loop(const char *file)
{
    cisd_audit *audit = NULL;
    cisd_error *error = NULL;
    double start = now();
    size_t sum = 0;
    int good = cisd_audit_new("5.4", NULL, &audit, &error) == CISD_OK &&
               cisd_audit_add_inspect(audit, file, &error) == CISD_OK &&
               draw(audit, &sum, &error) == CISD_OK && sum > 0;

    cisd_audit_free(audit);
    if (good)
        printf("%.6f\n", now() - start);
    else
        fprintf(stderr, "results: %s\n", error != NULL ? cisd_error_message(error) : "no result");
    cisd_error_free(error);
    return good;
}

int main(int count, char **words)
{
    int good = count > 1;

    for (long times = count > 2 ? strtol(words[2], NULL, 10) : 1; good && times > 0; times--)
        good = loop(words[1]);
    return !good;
}
