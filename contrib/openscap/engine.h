/*
 * libcisdocker as a check engine of OpenSCAP: what a benchmark's check asks of the system
 * "urn:io.cisdocker:check" is decided by the library, in the process of the scanner.
 *
 * A check may export the values docker_host (the engine's endpoint), profile (cis, strict, manual)
 * and allowed_capabilities (names joined by commas, or none); what it imports as stdout is the
 * report in text. A rule gets the worst result of all containers.
 */
#ifndef CISDOCKER_OPENSCAP_ENGINE_H
#define CISDOCKER_OPENSCAP_ENGINE_H

#include <stdbool.h>

#include <xccdf_policy.h>

/*
 * Makes a policy model use it, before anything is evaluated; false if OpenSCAP refuses. Nothing has
 * to be freed. As OpenSCAP itself it is for one thread.
 */
bool cisdocker_engine_register(struct xccdf_policy_model *model);

#endif
