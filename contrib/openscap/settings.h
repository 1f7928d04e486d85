/* What a check hands to our engine. */
#ifndef CISDOCKER_OPENSCAP_SETTINGS_H
#define CISDOCKER_OPENSCAP_SETTINGS_H

#include <stdbool.h>

#include <cisdocker/cisdocker.h>
#include <xccdf_policy.h>

/* The values; texts are borrowed. */
struct settings {
    const char *host;
    cisd_profile profile;
    const char *allowed;
};

/* What is set, and else what there is where nothing is set; false where a profile is none. */
bool settings_read(struct settings *settings, struct xccdf_value_binding_iterator *values);

/* An audit as they want it. */
cisd_code settings_apply(const struct settings *settings, cisd_audit *audit, cisd_error **error);

#endif
