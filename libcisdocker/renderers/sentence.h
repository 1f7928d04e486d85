/* A result in plain words, the same in every format that has room for a sentence. */
#ifndef CISD_RENDERERS_SENTENCE_H
#define CISD_RENDERERS_SENTENCE_H

#include "ground/buffer.h"
#include "report/result.h"

/*
 * Each replaces what the buffer holds; "" where there is nothing to say. Names from outside cannot
 * break out of the line they stand in.
 */

/* "NET_RAW is granted by …; adds capabilities beyond … (SYS_ADMIN)" and, if waived, why. */
void sentence_reasons(struct buffer *out, const cisd_result *result);

/* "legacy agent (SEC-1) until 2027-01-31, says ops" */
void sentence_waiver(struct buffer *out, const cisd_result *result);

/* "docker run: --cap-drop=NET_RAW", a remedy a line, and the note. */
void sentence_remedy(struct buffer *out, const cisd_result *result);

/* "privileged no, added ALL, dropped nothing", as it was found. */
void sentence_evidence(struct buffer *out, const cisd_result *result);

/* "web (83efe53acb32)", or "web (compose.yaml:4)", or "web": enough to tell it from others. */
void sentence_subject(struct buffer *out, const struct subject *subject);

/* "CAP_CHOWN CAP_NET_RAW" */
void sentence_caps(struct buffer *out, cisd_caps caps);

#endif
