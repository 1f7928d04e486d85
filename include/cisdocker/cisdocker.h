/*
 * libcisdocker: decides CIS Docker Benchmark 5.4 ("Ensure that Linux kernel capabilities are
 * restricted within containers") for containers, and shows the evidence.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * In ten lines:
 *
 *     cisd_audit *audit = NULL;
 *     cisd_result *result = NULL;
 *     cisd_error *error = NULL;
 *
 *     if (cisd_audit_new("5.4", NULL, &audit, &error) == CISD_OK &&
 *         cisd_audit_add_engine(audit, "unix:///var/run/docker.sock", NULL, &error) == CISD_OK)
 *         while (cisd_audit_next(audit, &result, &error) == CISD_OK && result != NULL) {
 *             printf("%s %s\n", cisd_verdict_name(cisd_result_verdict(result)),
 *                    cisd_result_name(result));
 *             cisd_result_unref(result);
 *         }
 *     if (error != NULL)
 *         fprintf(stderr, "%s\n", cisd_error_message(error));
 *     cisd_error_free(error);
 *     cisd_audit_free(audit);
 *
 * OWNERSHIP. What comes back through a `T **out` argument is the caller's, to be freed or
 * unreferenced with that type's function. A returned `const char *` or `const T *` is borrowed
 * from the object it was asked of and lives as long as that object. A callback borrows what it is
 * given, unless it takes a reference. Every free and unref function accepts NULL.
 *
 * ERRORS. A function that can fail returns a cisd_code. Its last argument, `cisd_error **error`,
 * may be NULL; else it must point to a NULL pointer, and on failure receives an error object with
 * one line of text. Output arguments are set to NULL on failure. A container that cannot be read
 * is a result with the verdict `error`, a target that cannot be reached is a target with
 * `complete` false: neither makes a function fail.
 *
 * THREADS. The library keeps no global state. Different objects may be used by different threads
 * at once; one object by one thread at a time, except where a function says otherwise. Results
 * and collected reports never change: any number of threads may read them. After a fork() an audit
 * that has begun is for the parent alone, freeing it included: its threads are there, and its files
 * are read by whoever is first.
 *
 * STRINGS are UTF-8 and end with NUL. Bytes of an engine or a file that are not UTF-8, and NULs,
 * have been replaced by U+FFFD; control characters stand as they came, so escape what you print.
 */
#ifndef CISDOCKER_CISDOCKER_H
#define CISDOCKER_CISDOCKER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CISD_API __attribute__((visibility("default")))
#else
#define CISD_API
#endif

/* The version of this header. cisd_version() is the library's. */
#define CISD_VERSION_MAJOR 0
#define CISD_VERSION_MINOR 1
#define CISD_VERSION_PATCH 0
#define CISD_VERSION "0.1.0"

/* The version of the library in use, such as "0.1.0". Static; thread-safe. */
CISD_API const char *cisd_version(void);

/* ------------------------------------------------------------------ errors */

/* Why a call failed. The set is closed: what is new will be mapped to one of these. */
typedef enum cisd_code {
    CISD_OK = 0,
    CISD_E_NO_MEMORY = 1,   /* an allocation failed */
    CISD_E_ARGUMENT = 2,    /* an argument is NULL, out of range or unknown */
    CISD_E_STATE = 3,       /* the call does not fit what was done with the object before */
    CISD_E_IO = 4,          /* a file could not be read */
    CISD_E_CONNECT = 5,     /* nobody answers at the endpoint */
    CISD_E_PERMISSION = 6,  /* the caller may not read the file or use the endpoint */
    CISD_E_TIMEOUT = 7,     /* the answer did not come in time */
    CISD_E_PROTOCOL = 8,    /* the answer is not what the protocol allows */
    CISD_E_FORMAT = 9,      /* the text is malformed; the message says where */
    CISD_E_LIMIT = 10,      /* larger, deeper or more than the documented limit */
    CISD_E_UNSUPPORTED = 11, /* well-formed, but nothing this library can work with */
    CISD_E_CANCELLED = 12,  /* cisd_audit_cancel was called, or a callback asked to stop */
    CISD_E_CALLBACK = 13,   /* a read or write callback reported failure */
    CISD_E_INTERNAL = 14    /* a defect of the library: please report it */
} cisd_code;

/* The name of a code, such as "timeout"; "internal" for a number that is none. Static. */
CISD_API const char *cisd_code_name(cisd_code code);

/* What went wrong, in one line. */
typedef struct cisd_error cisd_error;

/* The error's code; CISD_OK for NULL. */
CISD_API cisd_code cisd_error_code(const cisd_error *error);

/* The error's text: one line, lower case, no full stop. Borrowed; "" for NULL. */
CISD_API const char *cisd_error_message(const cisd_error *error);

/* Frees an error. */
CISD_API void cisd_error_free(cisd_error *error);

/* ------------------------------------------------------------------ memory */

/*
 * Where the library's own objects get their memory. `size` is sizeof(cisd_allocator).
 * `reallocate` works as realloc does: NULL pointer allocates, size 0 frees and returns NULL. It
 * may return NULL; the call under way then fails with CISD_E_NO_MEMORY. It must be callable from
 * every thread that uses an object made with it. libcurl's own memory is not covered.
 */
typedef struct cisd_allocator {
    size_t size;
    void *(*reallocate)(void *user, void *memory, size_t size);
    void *user;
} cisd_allocator;

/* ------------------------------------------------------------- capabilities */

/* A set of capabilities: bit n is the capability with the kernel's number n. */
typedef uint64_t cisd_caps;

/* How many capabilities this build knows by name: numbers 0 to count - 1. Thread-safe. */
CISD_API int cisd_cap_count(void);

/* The name of a capability, such as "CAP_NET_RAW"; NULL for a number without a name. Static. */
CISD_API const char *cisd_cap_name(int number);

/*
 * The number of a capability's name: any case, with or without "CAP_". -1 for NULL and for a name
 * this build does not know ("ALL" is none). Blanks are not trimmed, as the engine does not.
 */
CISD_API int cisd_cap_number(const char *name);

/* What an attacker with a capability gains. In rising order. */
typedef enum cisd_cap_class {
    CISD_CLASS_NUISANCE = 0,    /* can disturb: resource use, clocks, logs */
    CISD_CLASS_PRIVILEGE = 1,   /* stronger inside the container than its user should be */
    CISD_CLASS_NETWORK = 2,     /* can forge, listen to or redirect traffic */
    CISD_CLASS_HOST_ESCAPE = 3  /* a known way out of the container, to root on the host */
} cisd_cap_class;

/* "nuisance", "privilege", "network" or "host-escape". Static. */
CISD_API const char *cisd_cap_class_name(cisd_cap_class cap_class);

/* The class of a capability; a number without a name is of the class host escape. */
CISD_API cisd_cap_class cisd_cap_class_of(int number);

/* The known name, without "CAP_", that is spelled most like `name`: for a hint. Static. */
CISD_API const char *cisd_cap_nearest(const char *name);

/* What the capability allows, in one sentence; NULL for a number without a name. Static. */
CISD_API const char *cisd_cap_description(int number);

/* What an attacker gains by it, in one sentence; NULL for a number without a name. Static. */
CISD_API const char *cisd_cap_attack(int number);

/* What can stand in for it (a sysctl, a mount option); NULL where nothing can. Static. */
CISD_API const char *cisd_cap_alternative(int number);

/* Where class and sentences come from (manual page, kernel source, advisory). Static. */
CISD_API const char *cisd_cap_source(int number);

/* The 14 capabilities Docker Engine grants by default (CIS Docker Benchmark 1.8.0, 5.4). */
CISD_API cisd_caps cisd_caps_default(void);

/* -------------------------------------------------------------------- rules */

/* A check of a benchmark. Static. */
typedef struct cisd_rule cisd_rule;

typedef enum cisd_rule_field {
    CISD_RULE_ID = 0,          /* "5.4" */
    CISD_RULE_TITLE = 1,
    CISD_RULE_BENCHMARK = 2,   /* "CIS Docker Benchmark" */
    CISD_RULE_VERSION = 3,     /* the benchmark version the number belongs to, "1.8.0" */
    CISD_RULE_VERSIONS = 4,    /* every version and the number it has there, for people */
    CISD_RULE_SEVERITY = 5,    /* "medium" */
    CISD_RULE_REFERENCES = 6,  /* related controls, for people */
    CISD_RULE_RATIONALE = 7,   /* why it matters */
    CISD_RULE_DECISION = 8,    /* how this library decides it */
    CISD_RULE_REMEDIATION = 9  /* how to fix a failure */
} cisd_rule_field;

/* How many checks this library has. */
CISD_API size_t cisd_rule_count(void);

/* The check at an index, NULL beyond the last. */
CISD_API const cisd_rule *cisd_rule_at(size_t index);

/*
 * The check with a number: "5.4", or "5.3" as benchmarks 1.1 to 1.5 call the same check. NULL for
 * any other.
 */
CISD_API const cisd_rule *cisd_rule_find(const char *number);

/* A text of a check. Static; NULL for an unknown field. */
CISD_API const char *cisd_rule_text(const cisd_rule *rule, cisd_rule_field field);

/* The check's level in its benchmark: 1 or 2. */
CISD_API int cisd_rule_level(const cisd_rule *rule);

/* --------------------------------------------------------------- vocabulary */

/* The outcome for a subject, in XCCDF's words. */
typedef enum cisd_verdict {
    CISD_PASS = 0,
    CISD_FAIL = 1,
    CISD_ERROR = 2,         /* the evidence could not be read */
    CISD_UNKNOWN = 3,       /* the evidence was read and does not decide */
    CISD_NOTAPPLICABLE = 4, /* not a Linux container, or gone */
    CISD_NOTCHECKED = 5,    /* evidence only: the profile `manual` */
    CISD_INFORMATIONAL = 6
} cisd_verdict;

/* How many verdicts there are. */
#define CISD_VERDICTS 7

/* "pass", "fail", …; "error" for a number that is none. Static. */
CISD_API const char *cisd_verdict_name(cisd_verdict verdict);

typedef enum cisd_profile {
    CISD_PROFILE_CIS = 0,    /* NET_RAW, and all beyond the engine's default, must be required */
    CISD_PROFILE_STRICT = 1, /* every capability must be required */
    CISD_PROFILE_MANUAL = 2  /* evidence only */
} cisd_profile;

/* "cis", "strict" or "manual". Static. */
CISD_API const char *cisd_profile_name(cisd_profile profile);

/* The profile with a name, into *profile. CISD_E_ARGUMENT if there is none. */
CISD_API cisd_code cisd_profile_from_name(const char *name, cisd_profile *profile);

typedef enum cisd_severity {
    CISD_SEVERITY_LOW = 0,
    CISD_SEVERITY_MEDIUM = 1,
    CISD_SEVERITY_HIGH = 2
} cisd_severity;

/* "low", "medium" or "high". Static. */
CISD_API const char *cisd_severity_name(cisd_severity severity);

/* The severity with a name, into *severity. CISD_E_ARGUMENT if there is none. */
CISD_API cisd_code cisd_severity_from_name(const char *name, cisd_severity *severity);

typedef enum cisd_subject_kind {
    CISD_CONTAINER = 0,
    CISD_SERVICE = 1,         /* a Swarm service */
    CISD_COMPOSE_SERVICE = 2,
    CISD_COMMAND = 3          /* a docker run or podman run command line */
} cisd_subject_kind;

/* "container", "service", "compose-service" or "command". Static. */
CISD_API const char *cisd_subject_kind_name(cisd_subject_kind kind);

/* A yes, a no, or not known. */
typedef enum cisd_fact {
    CISD_NOT_KNOWN = -1,
    CISD_NO = 0,
    CISD_YES = 1
} cisd_fact;

/* Why a verdict is what it is. The names are stable and stand in every format. */
typedef enum cisd_reason {
    CISD_REASON_PRIVILEGED = 0,
    CISD_REASON_ADD_ALL = 1,
    CISD_REASON_NET_RAW_DEFAULT = 2,
    CISD_REASON_NET_RAW_ADDED = 3,
    CISD_REASON_ADDED_BEYOND_DEFAULT = 4,
    CISD_REASON_DEFAULT_RETAINED = 5,
    CISD_REASON_UNKNOWN_CAPABILITY = 6,
    CISD_REASON_KERNEL_EXCEEDS_CONFIG = 7,
    CISD_REASON_REQUIREMENT_EXPIRED = 8,
    CISD_REASON_WAIVER_EXPIRED = 9,
    CISD_REASON_NOT_LINUX = 10,
    CISD_REASON_EVIDENCE_UNREADABLE = 11,
    CISD_REASON_EVIDENCE_MALFORMED = 12,
    CISD_REASON_VANISHED = 13,
    CISD_REASON_UNRESOLVED_VARIABLE = 14,
    CISD_REASON_ALL_DROPPED = 15,
    CISD_REASON_NET_RAW_DROPPED = 16,
    CISD_REASON_ENGINE_DEFAULT_WITHOUT_NET_RAW = 17,
    CISD_REASON_REQUIRED_BY_POLICY = 18
} cisd_reason;

/* How many reasons there are. */
#define CISD_REASONS 19

/* The reason's code, such as "net-raw-default"; NULL for a number that is none. Static. */
CISD_API const char *cisd_reason_name(cisd_reason reason);

/*
 * What became of a subject since an older report, the baseline. Of the baseline and of the report
 * failures count that are not waived. A subject is the same by host, file, kind and name; the tasks
 * of a Swarm service by its name alone, what has no name by its image.
 */
typedef enum cisd_change {
    CISD_CHANGE_NONE = 0,      /* it neither fails nor failed; or there is no baseline */
    CISD_CHANGE_NEW = 1,       /* it fails, and did not, or was not there */
    CISD_CHANGE_WORSE = 2,     /* it fails, as it did, and has something in excess that it had not */
    CISD_CHANGE_UNCHANGED = 3, /* it fails, as it did */
    CISD_CHANGE_FIXED = 4,     /* it failed, and does not */
    CISD_CHANGE_WAIVED = 5,    /* it failed, and now that is accepted */
    CISD_CHANGE_UNDECIDED = 6  /* it failed, and now could not be judged, or was not looked at */
} cisd_change;

/* How many changes there are. */
#define CISD_CHANGES 7

/* "new", "worse", "unchanged", "fixed", "waived", "undecided"; "" for none. Static. */
CISD_API const char *cisd_change_name(cisd_change change);

/* ------------------------------------------------------------------ results */

/*
 * One judged subject. Immutable and reference-counted; the count is atomic, so references may be
 * taken and dropped by any thread. A result outlives the audit it came from.
 */
typedef struct cisd_result cisd_result;

/* Takes a reference; returns its argument. */
CISD_API cisd_result *cisd_result_ref(cisd_result *result);

/* Drops a reference; the last one frees. */
CISD_API void cisd_result_unref(cisd_result *result);

/* The outcome. */
CISD_API cisd_verdict cisd_result_verdict(const cisd_result *result);

/* 1 where the result is a failure that a policy accepts (it still is a failure), else 0. */
CISD_API int cisd_result_waived(const cisd_result *result);

/* Why, who, which ticket and until when, as the policy says; "" where it does not say, or none. */
CISD_API const char *cisd_result_waiver_reason(const cisd_result *result);
CISD_API const char *cisd_result_waiver_owner(const cisd_result *result);
CISD_API const char *cisd_result_waiver_ticket(const cisd_result *result);
CISD_API const char *cisd_result_waiver_expires(const cisd_result *result);

/* For a failure, by the worst capability in excess; else the rule's own. */
CISD_API cisd_severity cisd_result_severity(const cisd_result *result);

/* What became of it since the baseline. */
CISD_API cisd_change cisd_result_change(const cisd_result *result);

/* What the subject is. */
CISD_API cisd_subject_kind cisd_result_kind(const cisd_result *result);

/* The engine's id, 64 hex digits for a container; "" where there is none. */
CISD_API const char *cisd_result_id(const cisd_result *result);

/* The name, without a leading slash; "" where it is not known. */
CISD_API const char *cisd_result_name(const cisd_result *result);

/* The image as it was asked for, such as "nginx:latest"; "" where it is not known. */
CISD_API const char *cisd_result_image(const cisd_result *result);

/* The engine's word: "created", "running", "exited", …; "" where it has none. */
CISD_API const char *cisd_result_state(const cisd_result *result);

/* The user the engine starts it as; "" where none is set or known. */
CISD_API const char *cisd_result_user(const cisd_result *result);

/* Which target the subject was found at: an index for cisd_report_target_…. */
CISD_API size_t cisd_result_target(const cisd_result *result);

/* Of the container of a Swarm task, the name of its service; NULL where it is no such container. */
CISD_API const char *cisd_result_service(const cisd_result *result);

/* The file that declares the subject; NULL where it is not declared in a file. */
CISD_API const char *cisd_result_file(const cisd_result *result);

/* Line and column in that file, from 1; 0 where there is none. */
CISD_API unsigned cisd_result_line(const cisd_result *result);
CISD_API unsigned cisd_result_column(const cisd_result *result);

/* How many reasons the verdict has: at least one. The weightiest is first. */
CISD_API size_t cisd_result_reason_count(const cisd_result *result);

/* The reason at an index. The index must be below the count. */
CISD_API cisd_reason cisd_result_reason(const cisd_result *result, size_t index);

/* The capabilities a reason is about; may be empty. */
CISD_API cisd_caps cisd_result_reason_caps(const cisd_result *result, size_t index);

/* A reason in one sentence. Borrowed from the result; NULL beyond the last. */
CISD_API const char *cisd_result_reason_message(const cisd_result *result, size_t index);

/* Whether the subject runs privileged. */
CISD_API cisd_fact cisd_result_privileged(const cisd_result *result);

/* The two lists that configure capabilities, spelled as they were found. */
typedef enum cisd_list {
    CISD_CAP_ADD = 0,
    CISD_CAP_DROP = 1
} cisd_list;

/* 1 where the list could be read, else 0. */
CISD_API int cisd_result_list_known(const cisd_result *result, cisd_list list);

/* How many entries the list has; 0 where it could not be read. */
CISD_API size_t cisd_result_list_count(const cisd_result *result, cisd_list list);

/* An entry of a list, in the spelling found; NULL beyond the last. */
CISD_API const char *cisd_result_list_at(const cisd_result *result, cisd_list list, size_t index);

/* The capabilities granted. Empty where the evidence could not be read. */
CISD_API cisd_caps cisd_result_granted(const cisd_result *result);

/* Those of the granted that the profile does not allow. */
CISD_API cisd_caps cisd_result_excess(const cisd_result *result);

/* What the policy says the subject needs. */
CISD_API cisd_caps cisd_result_required(const cisd_result *result);

/*
 * Names granted that this build cannot place in a set ("CAP_" and upper case): they are part of
 * what is granted and of the excess, and never make a pass.
 */
CISD_API size_t cisd_result_unknown_cap_count(const cisd_result *result);
CISD_API const char *cisd_result_unknown_cap(const cisd_result *result, size_t index);

/* 1 where the kernel was asked about the subject's processes, else 0. */
CISD_API int cisd_result_kernel_seen(const cisd_result *result);

/* 1 where all of its processes could be read, 0 where some could not, or none was seen. */
CISD_API int cisd_result_kernel_complete(const cisd_result *result);

/* The union of the bounding sets, and of the effective sets, of the processes seen. */
CISD_API cisd_caps cisd_result_kernel_bounding(const cisd_result *result);
CISD_API cisd_caps cisd_result_kernel_effective(const cisd_result *result);

/*
 * Of a Swarm service: 1 where its tasks could be asked about, how many of them run, and how many of
 * those have other capability lists than the service's spec, as in a rollout that is not over. They
 * are judged too, and the worse counts: what any of them is granted is part of what is granted.
 */
CISD_API int cisd_result_rollout_known(const cisd_result *result);
CISD_API size_t cisd_result_rollout_tasks(const cisd_result *result);
CISD_API size_t cisd_result_rollout_differing(const cisd_result *result);

/* How many remedies the result has: none unless it failed. */
CISD_API size_t cisd_result_remedy_count(const cisd_result *result);

/* What a remedy is for: "docker-run", "compose", "docker-service-update", "podman-run". */
CISD_API const char *cisd_result_remedy_kind(const cisd_result *result, size_t index);

/* The smallest change that makes the subject pass; safe to paste. */
CISD_API const char *cisd_result_remedy_smallest(const cisd_result *result, size_t index);

/* The least privilege: drop everything, add back what is required or was added on purpose. */
CISD_API const char *cisd_result_remedy_least(const cisd_result *result, size_t index);

/* What else to know before applying it; "" where there is nothing. */
CISD_API const char *cisd_result_remedy_note(const cisd_result *result, size_t index);

/* ------------------------------------------------------------------ reports */

/*
 * What an audit found: which rule and profile, when, at which targets, how many of each verdict,
 * and, where they were collected, the results. Reference-counted like results.
 */
typedef struct cisd_report cisd_report;

/* Takes a reference and returns its argument; drops one, the last one frees. */
CISD_API cisd_report *cisd_report_ref(cisd_report *report);
CISD_API void cisd_report_unref(cisd_report *report);

/* What was decided, and by which profile. */
CISD_API const cisd_rule *cisd_report_rule(const cisd_report *report);
CISD_API cisd_profile cisd_report_profile(const cisd_report *report);

/* Seconds since 1970, UTC. `finished` is 0 while the audit goes on. */
CISD_API int64_t cisd_report_started(const cisd_report *report);
CISD_API int64_t cisd_report_finished(const cisd_report *report);

/* How many results have a verdict; for CISD_FAIL, those that are not waived. */
CISD_API size_t cisd_report_count(const cisd_report *report, cisd_verdict verdict);

/* How many failures are waived. */
CISD_API size_t cisd_report_waived(const cisd_report *report);

/* How many failures that are not waived have at least this severity. */
CISD_API size_t cisd_report_failures(const cisd_report *report, cisd_severity at_least);

/* How many targets the audit has, in the order in which they were added. */
CISD_API size_t cisd_report_target_count(const cisd_report *report);

/* "engine", "inspect", …. NULL beyond the last target. */
CISD_API const char *cisd_report_target_kind(const cisd_report *report, size_t index);

/* The endpoint or file. */
CISD_API const char *cisd_report_target_uri(const cisd_report *report, size_t index);

/* "docker", "podman"; "" where it is not known. */
CISD_API const char *cisd_report_target_engine(const cisd_report *report, size_t index);

/* The engine's version; "" where it is not known. */
CISD_API const char *cisd_report_target_engine_version(const cisd_report *report, size_t index);

/* The name of the engine's host; "" where it is not known. */
CISD_API const char *cisd_report_target_host(const cisd_report *report, size_t index);

/* 1 once every subject of the target was found and handled, else 0. */
CISD_API int cisd_report_target_complete(const cisd_report *report, size_t index);

/* What else to know of the target, such as that it is a Swarm worker; NULL for nothing. */
CISD_API const char *cisd_report_target_note(const cisd_report *report, size_t index);

/* Why the target is not complete, in one line; NULL where there is no error. */
CISD_API const char *cisd_report_target_error(const cisd_report *report, size_t index);

/* The kind of that error; CISD_OK where there is none. */
CISD_API cisd_code cisd_report_target_code(const cisd_report *report, size_t index);

/* The policies that were applied. NULL beyond the last. */
CISD_API size_t cisd_report_policy_count(const cisd_report *report);
CISD_API const char *cisd_report_policy_file(const cisd_report *report, size_t index);

/* What there is to say of a policy's entry itself. */
typedef enum cisd_policy_note {
    CISD_NOTE_STALE = 0,       /* it was about no subject */
    CISD_NOTE_EXPIRED = 1,     /* its time is over: it does nothing any more */
    CISD_NOTE_UNEXPLAINED = 2  /* a waiver that is in use, its reason still to be written ("TODO") */
} cisd_policy_note;

/* How many kinds of notes there are. */
#define CISD_POLICY_NOTES 3

/* "stale", "expired" or "unexplained"; NULL for a number that is none. Static. */
CISD_API const char *cisd_policy_note_name(cisd_policy_note note);

/*
 * Notes about entries of policies: known once the audit has ended; of a kind one after another, in
 * the order of the files. Stale ones are told only where every target is complete. NULL or 0 beyond
 * the last. `about` is what the entry asks for, in one line.
 */
CISD_API size_t cisd_report_note_count(const cisd_report *report);
CISD_API cisd_policy_note cisd_report_note(const cisd_report *report, size_t index);
CISD_API const char *cisd_report_note_file(const cisd_report *report, size_t index);
CISD_API unsigned cisd_report_note_line(const cisd_report *report, size_t index);
CISD_API int cisd_report_note_is_waiver(const cisd_report *report, size_t index);
CISD_API const char *cisd_report_note_about(const cisd_report *report, size_t index);
CISD_API const char *cisd_report_note_reason(const cisd_report *report, size_t index);
CISD_API const char *cisd_report_note_expires(const cisd_report *report, size_t index);

/* How many results the report holds: none unless they were collected. */
CISD_API size_t cisd_report_result_count(const cisd_report *report);

/* The result at an index, borrowed; NULL beyond the last. */
CISD_API cisd_result *cisd_report_result(const cisd_report *report, size_t index);

/*
 * Reads a JSON report (cisdocker-report/1) back, or several: `path` may be a pipe, and the text
 * may hold reports one after another or in an array. *report is NULL for a new report; else what
 * is read is added to it, so that the reports of a fleet become one: their targets one after
 * another, counts added up, from the first start to the last end. They must be of the same check
 * and profile. Of notes on policies each is told once, and an entry is stale where no report that
 * applied its file used it. Every format is rendered from it as from the audit itself. A report is
 * believed: whoever wrote it, wrote its verdicts and remedies. Labels are not in it; nor is the
 * kind of a target's error, which is CISD_E_IO.
 *
 * CISD_E_FORMAT with file, line and column for anything malformed, CISD_E_UNSUPPORTED for another
 * version of the format, check or profile, CISD_E_STATE where somebody else has a reference to
 * *report, too. On failure *report is unreferenced and NULL. Limits: 1 GiB a file; 1,000,000
 * results, 100,000 targets, 10,000 notes and 1,000 policies in all.
 */
CISD_API cisd_code cisd_report_load(const char *path, cisd_report **report, cisd_error **error);

/*
 * Holds a report that was read back against an older one, which `name` stands for: its results get
 * their change. Before anybody else has the report or a result of it: CISD_E_STATE where somebody
 * has. CISD_E_UNSUPPORTED where the two are of different checks or profiles. Takes a reference to
 * the baseline.
 */
CISD_API cisd_code cisd_report_compare(cisd_report *report, const char *name,
                                       cisd_report *baseline, cisd_error **error);

/* The name of the baseline; NULL where there is none. The rest is 0 or NULL then. */
CISD_API const char *cisd_report_baseline(const cisd_report *report);

/*
 * How many failures are new, worse or unchanged, how many of the baseline's are fixed, waived or
 * undecided. Known once the audit has ended.
 */
CISD_API size_t cisd_report_change_count(const cisd_report *report, cisd_change change);

/* How many failures that are not waived are new or worse and have at least this severity. */
CISD_API size_t cisd_report_new_failures(const cisd_report *report, cisd_severity at_least);

/*
 * What is fixed: what it was, on which host ("" where not known), in which file (NULL where in
 * none). The name is "" for the tasks of a Swarm service, which have the service's. `gone`: 1 where
 * it is not there any more, 0 where it passes. NULL or 0 beyond the last.
 */
CISD_API size_t cisd_report_fixed_count(const cisd_report *report);
CISD_API cisd_subject_kind cisd_report_fixed_kind(const cisd_report *report, size_t index);
CISD_API const char *cisd_report_fixed_name(const cisd_report *report, size_t index);
CISD_API const char *cisd_report_fixed_service(const cisd_report *report, size_t index);
CISD_API const char *cisd_report_fixed_image(const cisd_report *report, size_t index);
CISD_API const char *cisd_report_fixed_host(const cisd_report *report, size_t index);
CISD_API const char *cisd_report_fixed_file(const cisd_report *report, size_t index);
CISD_API int cisd_report_fixed_gone(const cisd_report *report, size_t index);

/* ----------------------------------------------------------------- policies */

/*
 * What a site requires and what it accepts; see cisdocker-policy(5). Immutable, reference-counted
 * like results, and free to be used by several audits at once.
 */
typedef struct cisd_policy cisd_policy;

/*
 * Reads a policy, YAML or JSON, from a file or from a text of `length` bytes that `name` stands
 * for in messages. CISD_E_FORMAT with file, line and column for anything that is not understood;
 * CISD_E_LIMIT beyond 4 MiB, 20,000 entries, texts of 4096 bytes, or 16 MiB of them, aliases counted.
 */
CISD_API cisd_code cisd_policy_load(const char *path, cisd_policy **policy, cisd_error **error);
CISD_API cisd_code cisd_policy_parse(const char *name, const char *text, size_t length,
                                     cisd_policy **policy, cisd_error **error);

/* Takes a reference; returns its argument. */
CISD_API cisd_policy *cisd_policy_ref(cisd_policy *policy);

/* Drops a reference; the last one frees. */
CISD_API void cisd_policy_unref(cisd_policy *policy);

/* The file, or the name given. */
CISD_API const char *cisd_policy_file(const cisd_policy *policy);

/* How many entries it has, requirements and waivers, in the order of the file. */
CISD_API size_t cisd_policy_entry_count(const cisd_policy *policy);

/* 1 for a waiver, 0 for a requirement. */
CISD_API int cisd_policy_entry_is_waiver(const cisd_policy *policy, size_t index);

/* What an entry can ask of a subject. */
typedef enum cisd_policy_key {
    CISD_POLICY_NAME = 0,
    CISD_POLICY_IMAGE = 1,
    CISD_POLICY_LABEL = 2,
    CISD_POLICY_COMPOSE_PROJECT = 3,
    CISD_POLICY_COMPOSE_SERVICE = 4,
    CISD_POLICY_SERVICE = 5
} cisd_policy_key;

/* How many keys there are. */
#define CISD_POLICY_KEYS 6

/* The key's name in a policy file; NULL for a number that is none. Static. */
CISD_API const char *cisd_policy_key_name(cisd_policy_key key);

/* What an entry asks of a key; NULL where it asks nothing. */
CISD_API const char *cisd_policy_entry_match(const cisd_policy *policy, size_t index,
                                             cisd_policy_key key);

/* The capabilities required, or that a waiver covers. */
CISD_API cisd_caps cisd_policy_entry_caps(const cisd_policy *policy, size_t index);

/* 1 for a waiver that covers whatever is in excess, else 0. */
CISD_API int cisd_policy_entry_covers_all(const cisd_policy *policy, size_t index);

/* Why, who, which ticket, until when ("YYYY-MM-DD", that day included); "" where not given. */
CISD_API const char *cisd_policy_entry_reason(const cisd_policy *policy, size_t index);
CISD_API const char *cisd_policy_entry_owner(const cisd_policy *policy, size_t index);
CISD_API const char *cisd_policy_entry_ticket(const cisd_policy *policy, size_t index);
CISD_API const char *cisd_policy_entry_expires(const cisd_policy *policy, size_t index);

/* The line the entry begins at. */
CISD_API unsigned cisd_policy_entry_line(const cisd_policy *policy, size_t index);

/* Why no subject of any engine can ever be what the entry asks for; NULL if one can. Static. */
CISD_API const char *cisd_policy_entry_never(const cisd_policy *policy, size_t index);

/* ------------------------------------------------------------------- audits */

/*
 * One run of a rule over targets. Make it, configure it, then draw results from it until there
 * are no more. Nothing is opened before the first result is asked for.
 */
typedef struct cisd_audit cisd_audit;

/*
 * A new audit of the rule with this number ("5.4", or its older number "5.3"). `allocator` may be
 * NULL for malloc and free; else it is copied and used by the audit and all that comes out of it.
 */
CISD_API cisd_code cisd_audit_new(const char *rule, const cisd_allocator *allocator,
                                  cisd_audit **audit, cisd_error **error);

/* Frees an audit; closes what it had open. Results and reports taken from it live on. */
CISD_API void cisd_audit_free(cisd_audit *audit);

/* The profile to judge by; CISD_PROFILE_CIS unless set. Before the first result. */
CISD_API cisd_code cisd_audit_set_profile(cisd_audit *audit, cisd_profile profile,
                                          cisd_error **error);

/* Whether the kernel is asked what the processes of running containers can do. */
typedef enum cisd_kernel {
    CISD_KERNEL_AUTO = 0, /* of engines at a socket of this machine, where the processes are seen */
    CISD_KERNEL_ON = 1,   /* of every engine; a container not wholly seen cannot pass */
    CISD_KERNEL_OFF = 2
} cisd_kernel;

/*
 * Sets that; CISD_KERNEL_AUTO unless set. Reads /proc/PID/{cgroup,status,task,ns/user,uid_map}.
 * What a user may not see there is not evidence; the result says so. Before the first result.
 */
CISD_API cisd_code cisd_audit_set_kernel(cisd_audit *audit, cisd_kernel kernel,
                                         cisd_error **error);

/*
 * Fixes the report's times, in seconds since 1970, so that equal evidence gives equal bytes; their
 * day is also what the entries of policies expire by. The clock is asked otherwise. Before the
 * first result.
 */
CISD_API cisd_code cisd_audit_set_time(cisd_audit *audit, int64_t seconds, cisd_error **error);

/*
 * Restricts the audit to subjects that fit: of several values for one key one must fit, of
 * several keys all. Keys: "name" and "image" take a shell glob, "label" takes K or K=V, "state"
 * takes the engine's word, such as "running". Before the first result.
 */
CISD_API cisd_code cisd_audit_select(cisd_audit *audit, const char *key, const char *value,
                                     cisd_error **error);

/* Applies a policy, beside those applied already. Takes a reference. Before the first result. */
CISD_API cisd_code cisd_audit_add_policy(cisd_audit *audit, cisd_policy *policy,
                                         cisd_error **error);

/*
 * Lets subjects themselves say what they require, in a label of this key ("NET_RAW, CHOWN"). The
 * audited then writes part of its own verdict: off unless called. Before the first result.
 */
CISD_API cisd_code cisd_audit_trust_label(cisd_audit *audit, const char *key, cisd_error **error);

/*
 * Holds what will be found against an older report, which `name` stands for: each result then has
 * its change. Takes a reference. CISD_E_UNSUPPORTED where it is of another check or profile: the
 * profile is set before. Where the audit is restricted, what is not found again is undecided.
 * Before the first result.
 */
CISD_API cisd_code cisd_audit_set_baseline(cisd_audit *audit, const char *name,
                                           cisd_report *baseline, cisd_error **error);

/*
 * Whether Swarm services are audited; 1 unless set. With 0 a manager is not asked for them, and
 * those in saved output are passed over. Before the first result.
 */
CISD_API cisd_code cisd_audit_set_services(cisd_audit *audit, int wanted, cisd_error **error);

/* How to talk to an engine. Zero the struct, set `size`, then what you need. */
typedef struct cisd_engine_options {
    size_t size;            /* sizeof(cisd_engine_options) */
    long timeout_ms;        /* for one request; 0: 30,000 */
    long time_limit_ms;     /* for the whole engine; 0: 600,000 */
    unsigned connections;   /* at once, 1 to 16; 0: 8, or 1 through ssh */
    /*
     * Files in PEM. With any of them, tcp:// is TLS 1.2 or later, and the engine is verified: by
     * this authority alone, or by those of the system where it is NULL. Keys are not encrypted.
     */
    const char *tls_authority, *tls_certificate, *tls_key;
    const char *ssh_program; /* the path of ssh; NULL: /usr/bin/ssh */
    /* What ssh gets as environment ("K=V", ended by NULL; must live as long as the audit). */
    const char *const *ssh_environment;
} cisd_engine_options;

/*
 * Adds a live engine: "unix:///absolute/path" of its socket, "tcp://host[:port][/path]", or
 * "ssh://[user@]host[:port][/path]", where the docker command over there is run as `docker
 * system dial-stdio`, for the socket at the path if there is one. `options` may be NULL. Several
 * engines are worked on side by side, in threads that the audit starts and ends, 32 at once; each
 * result still comes in the order of the targets.
 * Only GET requests are sent. Limits: a list 256 MiB and 1,000,000 containers, one container's
 * answer 16 MiB, 64 KiB of headers, JSON 128 deep, 1,024 capabilities in a list. Redirects are
 * not followed. After three requests in a row that time out the engine is given up, and every
 * container still to be read is an `error`. Containers come as the engine lists them (Docker: the
 * newest first), and are read while the list still comes: memory does not grow with their number,
 * unless there is one connection only. Before them come the services of a Swarm, by name, where the
 * engine is one of its managers (at most 100,000 services and 1,000,000 tasks, each list 256 MiB).
 */
CISD_API cisd_code cisd_audit_add_engine(cisd_audit *audit, const char *uri,
                                         const cisd_engine_options *options, cisd_error **error);

/* A Docker context: what the docker command calls an endpoint and its keys. Never changes. */
typedef struct cisd_context cisd_context;

/*
 * Finds a context in the docker command's configuration folder (~/.docker, as a rule). `name` NULL
 * means the current one. The context "default", and no current one, has neither name nor host.
 * CISD_E_ARGUMENT where there is none of that name.
 */
CISD_API cisd_code cisd_context_load(const char *folder, const char *name, cisd_context **context,
                                     cisd_error **error);
CISD_API void cisd_context_free(cisd_context *context);

/* Its name, and its endpoint as cisd_audit_add_engine takes it; NULL for "default". */
CISD_API const char *cisd_context_name(const cisd_context *context);
CISD_API const char *cisd_context_host(const cisd_context *context);

/* The paths of its keys, for cisd_engine_options; NULL where it has none. */
CISD_API const char *cisd_context_authority(const cisd_context *context);
CISD_API const char *cisd_context_certificate(const cisd_context *context);
CISD_API const char *cisd_context_key(const cisd_context *context);

/*
 * Reads up to `size` bytes into `buffer` and says how many in *length; 0 bytes mean the end.
 * Returns 0, or another number to report failure.
 */
typedef int (*cisd_read_fn)(void *user, void *buffer, size_t size, size_t *length);

/*
 * Adds the saved output of `docker inspect`, `docker service inspect` or `podman inspect`: one
 * object, an array, or objects one after another, in that order. `path` names a file.
 */
CISD_API cisd_code cisd_audit_add_inspect(cisd_audit *audit, const char *path, cisd_error **error);

/* The same, from a callback. `name` stands for it in messages and in the report. */
CISD_API cisd_code cisd_audit_add_inspect_reader(cisd_audit *audit, const char *name,
                                                 cisd_read_fn read, void *user,
                                                 cisd_error **error);

/* As cisd_report_load, from a callback. `name` stands for it in messages. */
CISD_API cisd_code cisd_report_load_reader(const char *name, cisd_read_fn read, void *user,
                                           cisd_report **report, cisd_error **error);

/* A Compose project. Zero the struct, set `size` and the files, then what you need. */
typedef struct cisd_compose_options {
    size_t size;                     /* sizeof(cisd_compose_options) */
    const char *const *files;        /* merged as Compose merges them, the later over the earlier */
    size_t file_count;
    const char *const *env_files;    /* the later wins; none: `.env` beside the project */
    size_t env_file_count;
    const char *const *environment;  /* "K=V": wins over the files; the process's own is not read */
    size_t environment_count;
    const char *const *profiles;     /* only services active with these; none: every service */
    size_t profile_count;
    const char *project_directory;   /* where paths start; NULL: the first file's folder */
    int stack;                       /* 1: as `docker stack deploy` reads it: never privileged */
} cisd_compose_options;

/*
 * Adds the services that Compose files declare, with `extends`, `include` and variables resolved;
 * everything in the options is copied. Files are only read, what is elsewhere is not fetched. A
 * service that is malformed is an `error`; a project that Compose itself could not read is an
 * incomplete target. A variable without a value where it decides makes `unknown`. Limits: 16 MiB a
 * file, 64 MiB and 500 files a project, 20,000 services, YAML 64 deep, 1,000,000 values and 100
 * documents a file, includes and extends 32 deep, a file of variables 1 MiB and 10,000 variables.
 * Results come by name.
 */
CISD_API cisd_code cisd_audit_add_compose(cisd_audit *audit, const cisd_compose_options *options,
                                          cisd_error **error);

/*
 * Adds an engine's data root on disk: no engine is needed. `directory` is Docker Engine's
 * (/var/lib/docker, also with user namespaces, or rootless), Podman's storage, a directory that
 * has these in it, or the root directory of a machine. Nothing outside it is read and no symbolic
 * link beneath it is followed. A container whose files are missing, unreadable or damaged is an
 * `error`, as is one of Podman's that was never started. States are the files': after a crash they
 * still say "running". Limits: 1,000,000 containers, 16 MiB a file, a list of Podman's 256 MiB.
 * Results come by name, then id. Many containers are read by several threads.
 */
CISD_API cisd_code cisd_audit_add_root(cisd_audit *audit, const char *directory,
                                       cisd_error **error);

/*
 * Adds one command line: docker run, docker create (also as docker container ...), docker service
 * create, podman run or podman create, with sudo, env or assignments before it. It is split as a
 * POSIX shell does and read as the command itself reads it; nothing is expanded or executed. A
 * variable, substitution or pattern in a place that decides makes the result `unknown`, a line
 * that cannot be read makes it an `error`. The line is not kept: reports never show it. Which
 * engine would run it is not known, so that the larger grant counts: also of podman, whose default
 * set depends on its version and its configuration. Limits: 1 MiB, 65,536 words.
 */
CISD_API cisd_code cisd_audit_add_command(cisd_audit *audit, const char *line,
                                          cisd_error **error);

/*
 * Told as the work goes on: `done` subjects of `total` (0 while it is not known); and the same again
 * some times a second while an engine keeps the caller waiting. Returns 0, or another number to
 * cancel the audit. At most some ten times a second is worth showing.
 */
typedef int (*cisd_progress_fn)(void *user, size_t done, size_t total);

/*
 * Sets the progress callback, called from within cisd_audit_next, in its thread. NULL for none.
 * Before the first result: engines then are asked in threads, as several of them always are.
 */
CISD_API void cisd_audit_set_progress(cisd_audit *audit, cisd_progress_fn progress, void *user);

/*
 * The next result, into *result; NULL there with CISD_OK means there are no more. Fails only for
 * want of memory, a cancelled audit, or no target.
 */
CISD_API cisd_code cisd_audit_next(cisd_audit *audit, cisd_result **result, cisd_error **error);

/* Receives a borrowed result. Returns 0, or another number to stop. */
typedef int (*cisd_result_fn)(void *user, cisd_result *result);

/* Gives every result to a callback. CISD_E_CANCELLED where the callback asked to stop. */
CISD_API cisd_code cisd_audit_run(cisd_audit *audit, cisd_result_fn callback, void *user,
                                  cisd_error **error);

/* Makes the call under way, and later ones, fail with CISD_E_CANCELLED. From any thread. */
CISD_API void cisd_audit_cancel(cisd_audit *audit);

/*
 * The audit's report as far as it has come, without results. Borrowed from the audit; its numbers
 * change until cisd_audit_next has returned the end.
 */
CISD_API const cisd_report *cisd_audit_report(const cisd_audit *audit);

/* Runs the audit to its end and hands out a report that holds every result not yet drawn. */
CISD_API cisd_code cisd_audit_collect(cisd_audit *audit, cisd_report **report, cisd_error **error);

/* ---------------------------------------------------------------- rendering */

/*
 * XML formats are written through libxml2, which is loaded when the first of them is written:
 * CISD_E_UNSUPPORTED then, where it is not installed. Its own memory is not the allocator's.
 */
typedef enum cisd_format {
    CISD_FORMAT_TEXT = 0,        /* for people */
    CISD_FORMAT_JSON = 1,        /* cisdocker-report/1 */
    CISD_FORMAT_JSONL = 2,       /* one result a line as it comes, then one line with the counts */
    CISD_FORMAT_XCCDF = 3,       /* XCCDF 1.2: a benchmark with its test result */
    CISD_FORMAT_ARF = 4,         /* Asset Reporting Format 1.1 around the same test result */
    CISD_FORMAT_SARIF = 5,       /* SARIF 2.1.0: what failed */
    CISD_FORMAT_JUNIT = 6,       /* JUnit XML: a test case a subject */
    CISD_FORMAT_CSV = 7,         /* RFC 4180: a subject a row, as it comes */
    CISD_FORMAT_HTML = 8,        /* one page for people */
    CISD_FORMAT_NESSUS = 9,      /* .nessus version 2: compliance items */
    CISD_FORMAT_OCSF = 10,       /* OCSF Compliance Findings: an event a line, as it comes */
    CISD_FORMAT_OPENMETRICS = 11, /* gauges, as OpenMetrics and Prometheus both read them */
    CISD_FORMAT_DOCKER_BENCH = 12 /* the JSON of docker-bench-security */
} cisd_format;

/* How many formats there are. */
#define CISD_FORMATS 13

/* The format's name, such as "json"; NULL for a number that is none. Static. */
CISD_API const char *cisd_format_name(cisd_format format);

/* The format with a name, into *format. CISD_E_ARGUMENT if there is none. */
CISD_API cisd_code cisd_format_from_name(const char *name, cisd_format *format);

/*
 * How to render. Zero the struct, set `size`, then what you need; other formats ignore it. What
 * is pointed to must live as long as the renderer.
 */
typedef struct cisd_render_options {
    size_t size;     /* sizeof(cisd_render_options) */
    int color;       /* text: 1 to colour with ANSI escapes */
    int verbose;     /* text: 1 for every subject with its evidence */
    int quiet;       /* text: 1 for failures and what could not be judged only */
    unsigned width;  /* text: columns; 0: 80 */
    int per_subject; /* xccdf, arf: 1 for a rule-result a subject, worst first; 0: one for all */
    /*
     * What was audited, for formats that name an asset (xccdf, arf, nessus, sarif, ocsf). NULL: the
     * host that the engine names, and nothing else.
     */
    const char *asset_host;              /* its name */
    const char *asset_fqdn;              /* its name with the domain */
    const char *const *asset_addresses;  /* its IP addresses, ended by NULL */
    const char *const *asset_facts;      /* xccdf, arf: "NAME=VALUE", ended by NULL */
} cisd_render_options;

/* Takes `length` bytes. Returns 0, or another number to report failure. */
typedef int (*cisd_write_fn)(void *user, const char *data, size_t length);

/* Turns results into text of a format while they come. */
typedef struct cisd_renderer cisd_renderer;

/*
 * A renderer for the results of `report`, which must outlive it (an audit's own report, or a
 * collected one). `options` may be NULL.
 */
CISD_API cisd_code cisd_renderer_new(cisd_format format, const cisd_report *report,
                                     const cisd_render_options *options, cisd_write_fn write,
                                     void *user, cisd_renderer **renderer, cisd_error **error);

/* Adds a result; streaming formats write it at once. */
CISD_API cisd_code cisd_renderer_add(cisd_renderer *renderer, cisd_result *result,
                                     cisd_error **error);

/* Writes the rest. Once, after the last result. */
CISD_API cisd_code cisd_renderer_finish(cisd_renderer *renderer, cisd_error **error);

/* Frees a renderer; what it had not written yet is lost. */
CISD_API void cisd_renderer_free(cisd_renderer *renderer);

/* Renders a collected report in one call. */
CISD_API cisd_code cisd_report_render(const cisd_report *report, cisd_format format,
                                      const cisd_render_options *options, cisd_write_fn write,
                                      void *user, cisd_error **error);

/*
 * Says in words what a policy means, entry by entry, and warns of what has expired on the day of
 * `now` (seconds since 1970), of what can match nothing and of reasons still to be written. Of the
 * options, which may be NULL, colour and width count.
 */
CISD_API cisd_code cisd_policy_explain(const cisd_policy *policy, int64_t now,
                                       const cisd_render_options *options, cisd_write_fn write,
                                       void *user, cisd_error **error);

/*
 * Writes a policy, in YAML, that waives for `days` (0: 90) from the report's start what fails in a
 * collected report: by Swarm service, Compose service, image or name, and by cause. An entry covers
 * nothing that does not fail so already. Each reason is "TODO: ..." for a person to write; what was
 * added by name is proposed as a requirement in comments. CISD_E_LIMIT where more fails than a policy
 * can hold.
 */
CISD_API cisd_code cisd_policy_init(const cisd_report *report, unsigned days, cisd_write_fn write,
                                    void *user, cisd_error **error);

/* How far a remedy goes. */
typedef enum cisd_fix_form {
    CISD_FIX_SMALLEST = 0, /* nothing but the excess goes */
    CISD_FIX_LEAST = 1     /* all is dropped; what is required or was added on purpose comes back */
} cisd_fix_form;

/*
 * Writes the remedies of a failure as text to paste, each below comments of a shell that say what
 * it is for; nothing for what did not fail.
 */
CISD_API cisd_code cisd_result_write_fix(const cisd_result *result, cisd_fix_form form,
                                         cisd_write_fn write, void *user, cisd_error **error);

/*
 * Writes a Compose file that, given after those that were audited, makes every Compose service of
 * a collected report pass that fails and is not waived.
 */
CISD_API cisd_code cisd_report_write_override(const cisd_report *report, cisd_fix_form form,
                                              cisd_write_fn write, void *user,
                                              cisd_error **error);

/*
 * Writes the text of a Compose file, changed where its services fail: lines of privileged, cap_drop
 * and cap_add, nothing else, comments and layout included. CISD_E_UNSUPPORTED, with file and line,
 * where a service is written in a way that this cannot do safely. What comes from other files
 * (extends, include) is not changed: audit the result before using it.
 */
CISD_API cisd_code cisd_report_edit_compose(const cisd_report *report, cisd_fix_form form,
                                            const char *name, const char *text, size_t length,
                                            cisd_write_fn write, void *user, cisd_error **error);

/* Writes one result as the JSON object of the report, in one line without a line end. */
CISD_API cisd_code cisd_result_write_json(const cisd_result *result, cisd_write_fn write,
                                          void *user, cisd_error **error);

/* ------------------------------------------------------------------ content */

/*
 * What scanners load to decide the check themselves: files for Nessus and others, made of this
 * library's texts and tables, so that they say and decide what it does. Some are installed in
 * audit-files/ beneath the data directory, too.
 */

/* How many files there are. */
CISD_API size_t cisd_content_count(void);

/* The name of the file at an index, "cisdocker-5.4-docker.audit"; NULL beyond the last. Static. */
CISD_API const char *cisd_content_name(size_t index);

/* What it is, and for which scanner, in one sentence; NULL beyond the last. Static. */
CISD_API const char *cisd_content_description(size_t index);

/* 1 where it is a script, which a scanner runs only if the file may be executed; else 0. */
CISD_API int cisd_content_is_program(size_t index);

/*
 * Writes the file with a name. CISD_E_ARGUMENT if there is none, CISD_E_UNSUPPORTED for XML where
 * libxml2 is not installed. Any thread may call this at any time.
 */
CISD_API cisd_code cisd_content_write(const char *name, cisd_write_fn write, void *user,
                                      cisd_error **error);

#ifdef __cplusplus
}
#endif

#endif /* CISDOCKER_CISDOCKER_H */
