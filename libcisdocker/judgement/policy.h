/* What a site needs and what it accepts (rule 5.4, section 6). Pure: no file, no clock. */
#ifndef CISD_JUDGEMENT_POLICY_H
#define CISD_JUDGEMENT_POLICY_H

#include <stdatomic.h>

#include "judgement/rule54.h"

enum policy_kind { POLICY_REQUIRED, POLICY_WAIVER };

/* What an entry may ask of a subject; every key that is given must hold. */
enum policy_key {
    POLICY_NAME,
    POLICY_IMAGE,
    POLICY_LABEL,
    POLICY_COMPOSE_PROJECT,
    POLICY_COMPOSE_SERVICE,
    POLICY_SERVICE,
    POLICY_KEYS
};

struct policy_entry {
    enum policy_kind kind;
    const char *keys[POLICY_KEYS];   /* NULL: not asked */
    cisd_caps capabilities;          /* required; of a waiver: what it covers */
    bool covers_all;                 /* of a waiver: whatever is in excess */
    const char *reason, *owner, *ticket; /* "" where not given */
    const char *expires;             /* "2027-01-31"; "" for never */
    int last_day;                    /* the same as days since 1970 */
    unsigned line;
};

struct cisd_policy {
    atomic_size_t references;
    struct pool pool;                /* owns this struct */
    const char *file;
    struct policy_entry *entries;    /* in the order of the file */
    size_t count, capacity;
};

cisd_policy *policy_new(const struct memory *memory, const char *file);
cisd_policy *policy_ref(cisd_policy *policy);
void policy_unref(cisd_policy *policy);

/* Adds an entry, all zero but for its kind; NULL if there is no memory. */
struct policy_entry *policy_add(cisd_policy *policy, enum policy_kind kind);

/* The name of a key in a policy file. Static. */
const char *policy_key_name(enum policy_key key);

/* The label that a key is read from; NULL for a key that is no label. Static. */
const char *policy_key_label(enum policy_key key);

/* Whether an entry is about a subject. */
bool policy_entry_fits(const struct policy_entry *entry, const struct subject *subject);

/* Whether an entry's time is over on a day (since 1970). */
bool policy_entry_expired(const struct policy_entry *entry, int day);

/* Why no subject of any engine can be what an entry asks for; NULL if one can. Static. */
const char *policy_entry_never(const struct policy_entry *entry);

/* Whether its reason is one that `policy init` left for somebody to write: it begins with TODO. */
bool policy_entry_unexplained(const struct policy_entry *entry);

/*
 * Adds what a policy says about a subject on a day (since 1970) to an allowance, and sets in
 * `matched`, one flag an entry, which entries were about it. allowance->waivers must have room for
 * every entry.
 */
void policy_allow(const cisd_policy *policy, const struct subject *subject, int day,
                  struct allowance *allowance, bool *matched);

/* Of the waivers of a failure that is waived, the one to name: who covers all of it goes first. */
const struct policy_entry *policy_waiver(const struct allowance *allowance, cisd_caps excess);

/* Days since 1970 of "YYYY-MM-DD"; false where the text is not a date that exists. */
bool policy_parse_date(const char *text, int *day);

/* The same backwards. */
#define POLICY_DATE 40
void policy_spell_date(int day, char date[POLICY_DATE]);

#endif
