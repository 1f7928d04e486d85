/* A result in plain words, the same in every format that has room for a sentence. */
#ifndef CISD_RENDERERS_SENTENCE_H
#define CISD_RENDERERS_SENTENCE_H

#include "ground/buffer.h"
#include "report/result.h"

/* Each replaces what the buffer holds; "" where there is nothing to say. */

/* "NET_RAW is granted by …; adds capabilities beyond … (SYS_ADMIN)" and, if waived, why. */
void sentence_reasons(struct buffer *out, const cisd_result *result);

/* "docker run: --cap-drop=NET_RAW", a remedy a line, and the note. */
void sentence_remedy(struct buffer *out, const cisd_result *result);

/* "CAP_CHOWN CAP_NET_RAW" */
void sentence_caps(struct buffer *out, cisd_caps caps);

#endif
