/* Where beneath a directory engines keep their containers. */
#ifndef CISD_SOURCES_ROOTDIR_FIND_H
#define CISD_SOURCES_ROOTDIR_FIND_H

#include "sources/rootdir_harvest.h"

/*
 * Reads the containers of every engine found. What could not be looked into is a defect of the
 * harvest; fails only for what ends the audit.
 */
cisd_code rootdir_find(struct harvest *harvest, const struct beneath *root, struct fault *fault);

#endif
