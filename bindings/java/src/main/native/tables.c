/* What the library knows without any audit: its version, words, capabilities and rules. */
#include "call.h"
#include "io_cisdocker_Native.h"
#include "io_cisdocker_NativeLibrary.h"
#include "kept.h"
#include "pack.h"

#define CODES (CISD_E_INTERNAL + 1)

JNIEXPORT jbyteArray JNICALL Java_io_cisdocker_NativeLibrary_versions(JNIEnv *env, jclass self)
{
    struct pack pack;

    (void)self;
    pack_begin(&pack);
    pack_text(&pack, cisd_version());
    pack_text(&pack, CISD_VERSION);
    return pack_end(&pack, env);
}

/* Packs the words of an enumeration of the header. */
#define PACK_WORDS(pack, count, type, name)              \
    do {                                                 \
        pack_int(pack, count);                           \
        for (int number = 0; number < (count); number++) \
            pack_text(pack, name((type)number));         \
    } while (0)

NATIVE(jbyteArray, words)(JNIEnv *env, jclass self)
{
    struct pack pack;

    (void)self;
    pack_begin(&pack);
    PACK_WORDS(&pack, CODES, cisd_code, cisd_code_name);
    PACK_WORDS(&pack, CISD_CLASS_HOST_ESCAPE + 1, cisd_cap_class, cisd_cap_class_name);
    PACK_WORDS(&pack, CISD_VERDICTS, cisd_verdict, cisd_verdict_name);
    PACK_WORDS(&pack, CISD_PROFILE_MANUAL + 1, cisd_profile, cisd_profile_name);
    PACK_WORDS(&pack, CISD_SEVERITY_HIGH + 1, cisd_severity, cisd_severity_name);
    PACK_WORDS(&pack, CISD_COMMAND + 1, cisd_subject_kind, cisd_subject_kind_name);
    PACK_WORDS(&pack, CISD_REASONS, cisd_reason, cisd_reason_name);
    PACK_WORDS(&pack, CISD_POLICY_NOTES, cisd_policy_note, cisd_policy_note_name);
    PACK_WORDS(&pack, CISD_POLICY_KEYS, cisd_policy_key, cisd_policy_key_name);
    PACK_WORDS(&pack, CISD_FORMATS, cisd_format, cisd_format_name);
    PACK_WORDS(&pack, CISD_CHANGES, cisd_change, cisd_change_name);
    return pack_end(&pack, env);
}

NATIVE(jbyteArray, capabilities)(JNIEnv *env, jclass self)
{
    struct pack pack;

    (void)self;
    pack_begin(&pack);
    pack_long(&pack, cisd_caps_default());
    pack_int(&pack, cisd_cap_count());
    for (int number = 0; number < cisd_cap_count(); number++) {
        pack_text(&pack, cisd_cap_name(number));
        pack_int(&pack, cisd_cap_class_of(number));
        pack_text(&pack, cisd_cap_description(number));
        pack_text(&pack, cisd_cap_attack(number));
        pack_text(&pack, cisd_cap_alternative(number));
        pack_text(&pack, cisd_cap_source(number));
    }
    return pack_end(&pack, env);
}

/* The number of the capability that a name means, or is spelled most like; -1 for none. */
NATIVE(jint, capabilityNumber)(JNIEnv *env, jclass self, jbyteArray name, jboolean nearest)
{
    struct kept kept = {0};
    const char *copy = kept_text(&kept, env, name);
    jint number = -1;

    (void)self;
    if (!kept.failed)
        number = cisd_cap_number(nearest ? cisd_cap_nearest(copy) : copy);
    if (kept.failed)
        call_no_memory(env);
    kept_free(&kept);
    return number;
}

NATIVE(jbyteArray, rules)(JNIEnv *env, jclass self)
{
    struct pack pack;

    (void)self;
    pack_begin(&pack);
    pack_int(&pack, (int64_t)cisd_rule_count());
    for (size_t i = 0; i < cisd_rule_count(); i++) {
        const cisd_rule *rule = cisd_rule_at(i);

        for (int field = CISD_RULE_ID; field <= CISD_RULE_REMEDIATION; field++)
            pack_text(&pack, cisd_rule_text(rule, (cisd_rule_field)field));
        pack_int(&pack, cisd_rule_level(rule));
    }
    return pack_end(&pack, env);
}

/* The index of the rule with a number, an older one too; -1 for none. */
NATIVE(jint, ruleIndex)(JNIEnv *env, jclass self, jbyteArray number)
{
    struct kept kept = {0};
    const char *copy = kept_text(&kept, env, number);
    const cisd_rule *found = kept.failed ? NULL : cisd_rule_find(copy);
    jint index = -1;

    (void)self;
    for (size_t i = 0; found != NULL && i < cisd_rule_count(); i++)
        if (cisd_rule_at(i) == found)
            index = (jint)i;
    if (kept.failed)
        call_no_memory(env);
    kept_free(&kept);
    return index;
}
