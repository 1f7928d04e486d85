/* A service and its running tasks, which may still be of an earlier spec: the worse counts. Pure. */
#ifndef CISD_JUDGEMENT_ROLLOUT_H
#define CISD_JUDGEMENT_ROLLOUT_H

#include "judgement/rule54.h"

/* Judges a subject of any kind. One without tasks that differ is judged by its own lists alone. */
struct judgement rollout_judge(const struct subject *subject, cisd_profile profile,
                               const struct allowance *allowance);

#endif
