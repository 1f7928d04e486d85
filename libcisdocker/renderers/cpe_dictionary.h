/* The dictionary that says how to find out whether there is a Docker Engine. */
#ifndef CISD_RENDERERS_CPE_DICTIONARY_H
#define CISD_RENDERERS_CPE_DICTIONARY_H

#include "renderers/xml_writer.h"

void cpe_dictionary_write(struct xml_writer *xml);

#endif
