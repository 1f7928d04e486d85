/*
 * An example of a program that links libopenscap and uses the engine:
 *
 *     scan BENCHMARK PROFILE RESULTS [TAILORING]
 *
 * evaluates a benchmark by a profile and writes the results. Exit status as that of oscap.
 */
#include <oscap.h>
#include <oscap_error.h>
#include <stdio.h>
#include <xccdf_session.h>

#include "engine.h"

static int trouble(const char *what)
{
    const char *cause = oscap_err() ? oscap_err_desc() : "no cause is given";

    (void)fprintf(stderr, "scan: %s: %s\n", what, cause);
    return 1;
}

static int evaluate(struct xccdf_session *session, char **words)
{
    if (words[4] != NULL)
        xccdf_session_set_user_tailoring_file(session, words[4]);
    if (xccdf_session_load(session) != 0)
        return trouble("cannot load");
    if (!cisdocker_engine_register(xccdf_session_get_policy_model(session)))
        return trouble("cannot register the engine");
    if (!xccdf_session_set_profile_id(session, words[2]))
        return trouble("no such profile");
    xccdf_session_set_xccdf_export(session, words[3]);
    if (xccdf_session_evaluate(session) != 0)
        return trouble("cannot evaluate");
    /* OpenSCAP 1.3 aborts in what follows without this, also where there is no OVAL */
    if (xccdf_session_export_oval(session) != 0 || xccdf_session_export_xccdf(session) != 0)
        return trouble("cannot write the results");
    return xccdf_session_contains_fail_result(session) ? 2 : 0;
}

int main(int count, char **words)
{
    struct xccdf_session *session;
    int status;

    if (count < 4 || count > 5) {
        (void)fprintf(stderr, "usage: scan BENCHMARK PROFILE RESULTS [TAILORING]\n");
        return 1;
    }
    oscap_init();
    session = xccdf_session_new(words[1]);
    status = session != NULL ? evaluate(session, words) : trouble("cannot open");
    xccdf_session_free(session);
    oscap_cleanup();
    return status;
}
