/* Results gathered by cause and image, in a bounded amount of memory however many come. */
#ifndef CISD_RENDERERS_TEXT_GROUPS_H
#define CISD_RENDERERS_TEXT_GROUPS_H

#include "ground/fault.h"
#include "report/result.h"

/* What is kept; what goes beyond is only counted. */
#define GROUPS_CAUSES 512
#define GROUPS_IMAGES 1024
#define GROUPS_NAMES 8

/* Subjects of one cause that have the same image. */
struct image_group {
    uint64_t hash;
    const char *image;                /* fit for display; "" where not known */
    const char *names[GROUPS_NAMES];  /* the first that came, fit for display */
    size_t name_count, count;
};

/* Subjects with the same verdict for the same reasons. */
struct cause {
    uint64_t hash;
    cisd_verdict verdict;
    cisd_severity severity;
    cisd_cap_class cap_class;         /* the worst of the excess */
    bool waived;
    cisd_change change;               /* of failures only: what is fixed is told elsewhere */
    cisd_subject_kind kind;
    bool mixed_kinds;
    struct finding findings[JUDGEMENT_REASONS];
    size_t finding_count;
    cisd_caps excess;
    const char *trouble;              /* fit for display; "" unless the evidence is the matter */
    const char *unknown_cap;          /* the first one, fit for display; "" if there is none */
    const char *waiver;               /* why it is accepted, fit for display; "" unless it is */
    bool has_fix, fixes_differ;
    enum remedy_kind fix_kind;
    const char *fix, *note;           /* the first subject's */
    size_t count;
    struct image_group *images;
    size_t image_count, image_capacity;
    size_t without_image_group;       /* counted, but in no image group */
};

struct text_groups {
    struct pool pool;
    size_t name_columns, image_columns;
    struct cause **causes;
    size_t cause_count, cause_capacity, image_count;
    size_t beyond[CISD_VERDICTS];     /* counted, but in no cause */
    size_t waived_beyond;
    size_t passes[CISD_REASONS];      /* by their first reason */
    struct buffer scratch;
};

/* `width` is that of the lines which names and images are to fit into. */
void text_groups_init(struct text_groups *groups, const struct memory *memory, size_t width);
void text_groups_free(struct text_groups *groups);

/* `host` is where the subject is; "" where that goes without saying. */
cisd_code text_groups_add(struct text_groups *groups, const cisd_result *result,
                          const char *host, struct fault *fault);

/* Puts causes worst first, and the images of each by count. */
void text_groups_rank(struct text_groups *groups);

#endif
