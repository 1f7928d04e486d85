/* Tells Compose files from other YAML. Pure: looks at trees and text. */
#ifndef CISD_SOURCES_COMPOSE_RECOGNITION_H
#define CISD_SOURCES_COMPOSE_RECOGNITION_H

#include "readers/yaml.h"

/* A fault that says what the file is instead, and what to do. */
cisd_code compose_recognise(const char *path, const struct yaml_stream *stream,
                            struct fault *fault);

/*
 * Looks at a text that is no YAML: where it is a template, the fault says so instead. Returns the
 * fault's code.
 */
cisd_code compose_recognise_template(const char *path, const char *text, size_t length,
                                     struct fault *fault);

#endif
