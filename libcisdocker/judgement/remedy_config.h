/* The configuration that a failing subject should have. Pure. */
#ifndef CISD_JUDGEMENT_REMEDY_CONFIG_H
#define CISD_JUDGEMENT_REMEDY_CONFIG_H

#include "judgement/rule54.h"

/* What the two lists should be. Never empty: what is written out is seen to be meant. */
struct remedy_config {
    bool drop_all;
    cisd_caps drop, add;
};

/* Nothing but the excess goes. */
struct remedy_config remedy_config_smallest(const struct subject *subject,
                                            const struct judgement *judgement);

/* All goes, and what is required or was added on purpose comes back. */
struct remedy_config remedy_config_least(const struct subject *subject,
                                         const struct judgement *judgement);

#endif
