/* A policy in words, for the person who wrote it. */
#ifndef CISD_RENDERERS_POLICY_WORDS_H
#define CISD_RENDERERS_POLICY_WORDS_H

#include "ground/buffer.h"
#include "judgement/policy.h"

/* `day` counts from 1970. */
void policy_words(struct buffer *out, const cisd_policy *policy, int day, size_t width, bool color);

#endif
