/* A judged subject, immutable. */
#ifndef CISD_REPORT_RESULT_H
#define CISD_REPORT_RESULT_H

#include <stdatomic.h>

#include "ground/fault.h"
#include "judgement/remedy.h"
#include "judgement/rollout.h"

struct remedy {
    enum remedy_kind kind;
    const char *smallest, *least, *note;
};

/* Why a failure is accepted. "" where the policy does not say. */
struct waiver {
    const char *reason, *owner, *ticket, *expires;
};

struct cisd_result {
    atomic_size_t references;
    struct subject *subject;      /* owned; its pool holds all strings and this struct */
    struct judgement judgement;
    const char **unknown_caps;    /* "CAP_…" in upper case */
    size_t unknown_count;
    struct waiver waiver;         /* where the judgement is waived */
    const char *rollout;          /* the first message, where running tasks differ; else NULL */
    cisd_change change;           /* against the baseline; set before anybody has the result */
    const char **messages;        /* of each reason, where the result was read back; else NULL */
    struct remedy remedies[REMEDY_KINDS];
    size_t remedy_count;
};

/* Makes a result of a subject, which it takes over even on failure. */
cisd_code result_new(struct subject *subject, cisd_profile profile,
                     const struct allowance *allowance, cisd_result **out, struct fault *fault);

cisd_result *result_ref(cisd_result *result);
void result_unref(cisd_result *result);

/* The message of a reason of the result. */
const char *result_message(const cisd_result *result, size_t index);

/* What happened to the evidence, where a reason is about that; else NULL. */
const char *result_trouble(const cisd_result *result);

/* Whether a reason is about the evidence itself: what happened then says more than the code. */
bool result_is_about_evidence(cisd_reason reason);

/* Adds to the first message that not all running tasks are what a service's spec says. */
void result_add_rollout(struct buffer *out, const struct rollout *rollout);

#endif
