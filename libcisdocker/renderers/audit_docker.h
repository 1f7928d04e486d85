/* The part of an .audit file that decides by the docker command of the target. */
#ifndef CISD_RENDERERS_AUDIT_DOCKER_H
#define CISD_RENDERERS_AUDIT_DOCKER_H

#include "renderers/audit_file.h"

void audit_docker(struct audit_file *file, cisd_profile profile);

#endif
