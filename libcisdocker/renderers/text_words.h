/* The words of the text format: nouns, verdicts, classes, lists of capabilities. */
#ifndef CISD_RENDERERS_TEXT_WORDS_H
#define CISD_RENDERERS_TEXT_WORDS_H

#include "facts/capability.h"
#include "renderers/page.h"

/* A verdict in capital words. Static. */
const char *text_verdict(cisd_verdict verdict, bool waived);
enum style text_verdict_style(cisd_verdict verdict, bool waived);

/* What a class of capabilities lets an attacker do, in a few words. Static. */
const char *text_class_meaning(cisd_cap_class cap_class);

/* The class as words: "host escape". Static. */
const char *text_class(cisd_cap_class cap_class);

/* What a note about an entry of a policy means; the date follows "its last day was ". Static. */
const char *text_note_meaning(cisd_policy_note note);

/* "1 container", "3 Compose services", "2 subjects". */
void text_count(struct page *page, size_t count, cisd_subject_kind kind, bool mixed);

/* "NET_RAW, SYS_ADMIN and 3 more", in the kernel's order, without "CAP_"; "none" for none. */
void text_caps(struct page *page, cisd_caps caps, size_t limit);

/* How many capabilities a set has. */
size_t text_caps_size(cisd_caps caps);

#endif
