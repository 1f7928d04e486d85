/* plugin ENGINE [POLICY]: what fails rule 5.4, why, and the smallest change that passes. */
#include <cisdocker/cisdocker.h>
#include <stdio.h>

static int indent(void *line_begins, const char *data, size_t length)
{
    for (int *begins = line_begins; length-- > 0; *begins = *data++ == '\n')
        printf(*begins ? "  %c" : "%c", *data);
    return 0;
}

static int show(void *failures, cisd_result *result)
{
    int begins = 1;
    if (cisd_result_verdict(result) != CISD_FAIL || cisd_result_waived(result))
        return 0;
    ++*(int *)failures;
    printf("%s: ", cisd_result_name(result));
    for (size_t i = 0; i < cisd_result_reason_count(result); i++)
        printf(i > 0 ? ",%s" : "%s", cisd_reason_name(cisd_result_reason(result, i)));
    putchar('\n');
    return (int)cisd_result_write_fix(result, CISD_FIX_SMALLEST, indent, &begins, NULL);
}

int main(int count, char **words)
{
    cisd_audit *audit = NULL;
    cisd_policy *policy = NULL;
    cisd_error *error = NULL;
    int failures = 0,
        failed = cisd_audit_new("5.4", NULL, &audit, &error) ||
                 cisd_audit_add_engine(audit, words[1], NULL, &error) ||
                 (count > 2 && (cisd_policy_load(words[2], &policy, &error) ||
                                cisd_audit_add_policy(audit, policy, &error))) ||
                 cisd_audit_run(audit, show, &failures, &error);
    const char *trouble = failed ? cisd_error_message(error)
                                 : cisd_report_target_error(cisd_audit_report(audit), 0);
    failed = trouble != NULL && fprintf(stderr, "plugin: %s\n", trouble) != 0;
    cisd_policy_unref(policy);
    cisd_audit_free(audit);
    cisd_error_free(error);
    return failed ? 2 : failures > 0;
}
