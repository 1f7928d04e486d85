#include "report/words.h"

#include <stddef.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static const char *const verdicts[CISD_VERDICTS] = {
    [CISD_PASS] = "pass",
    [CISD_FAIL] = "fail",
    [CISD_ERROR] = "error",
    [CISD_UNKNOWN] = "unknown",
    [CISD_NOTAPPLICABLE] = "notapplicable",
    [CISD_NOTCHECKED] = "notchecked",
    [CISD_INFORMATIONAL] = "informational",
};

static const char *const severities[] = {
    [CISD_SEVERITY_LOW] = "low", [CISD_SEVERITY_MEDIUM] = "medium", [CISD_SEVERITY_HIGH] = "high"};

static const char *const profiles[] = {[CISD_PROFILE_CIS] = "cis",
                                       [CISD_PROFILE_STRICT] = "strict",
                                       [CISD_PROFILE_MANUAL] = "manual"};

static const char *const kinds[] = {[CISD_CONTAINER] = "container",
                                    [CISD_SERVICE] = "service",
                                    [CISD_COMPOSE_SERVICE] = "compose-service",
                                    [CISD_COMMAND] = "command"};

static const char *const classes[] = {[CISD_CLASS_NUISANCE] = "nuisance",
                                      [CISD_CLASS_PRIVILEGE] = "privilege",
                                      [CISD_CLASS_NETWORK] = "network",
                                      [CISD_CLASS_HOST_ESCAPE] = "host-escape"};

static const char *const notes[CISD_POLICY_NOTES] = {[CISD_NOTE_STALE] = "stale",
                                                      [CISD_NOTE_EXPIRED] = "expired",
                                                      [CISD_NOTE_UNEXPLAINED] = "unexplained"};

static const char *const changes[CISD_CHANGES] = {
    [CISD_CHANGE_NONE] = "",         [CISD_CHANGE_NEW] = "new",
    [CISD_CHANGE_WORSE] = "worse",   [CISD_CHANGE_UNCHANGED] = "unchanged",
    [CISD_CHANGE_FIXED] = "fixed",   [CISD_CHANGE_WAIVED] = "waived",
    [CISD_CHANGE_UNDECIDED] = "undecided"};

/* The word of a number; that of `otherwise` for a number that is none. */
static const char *word_at(const char *const *words, size_t count, unsigned number,
                           unsigned otherwise)
{
    return words[number < count ? number : otherwise];
}

static int find(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return (int)i;
    return -1;
}

const char *words_verdict(cisd_verdict verdict)
{
    return word_at(verdicts, COUNT(verdicts), verdict, CISD_ERROR);
}

const char *words_severity(cisd_severity severity)
{
    return word_at(severities, COUNT(severities), severity, CISD_SEVERITY_HIGH);
}

const char *words_profile(cisd_profile profile)
{
    return word_at(profiles, COUNT(profiles), profile, CISD_PROFILE_CIS);
}

const char *words_subject_kind(cisd_subject_kind kind)
{
    return word_at(kinds, COUNT(kinds), kind, CISD_CONTAINER);
}

const char *words_cap_class(cisd_cap_class cap_class)
{
    return word_at(classes, COUNT(classes), cap_class, CISD_CLASS_HOST_ESCAPE);
}

const char *words_policy_note(cisd_policy_note note)
{
    return word_at(notes, COUNT(notes), note, CISD_NOTE_STALE);
}

const char *words_change(cisd_change change)
{
    return word_at(changes, COUNT(changes), change, CISD_CHANGE_NONE);
}

int words_find_verdict(const char *word)
{
    return find(verdicts, COUNT(verdicts), word);
}

int words_find_severity(const char *word)
{
    return find(severities, COUNT(severities), word);
}

int words_find_profile(const char *word)
{
    return find(profiles, COUNT(profiles), word);
}

int words_find_subject_kind(const char *word)
{
    return find(kinds, COUNT(kinds), word);
}

int words_find_change(const char *word)
{
    return find(changes, COUNT(changes), word);
}
