/* Image names as people write them and as engines resolve them. */
#ifndef CISD_JUDGEMENT_IMAGE_NAME_H
#define CISD_JUDGEMENT_IMAGE_NAME_H

#include <stdbool.h>

/*
 * Whether a glob fits an image's name once both are spelled in full: "nginx" is
 * "docker.io/library/nginx:latest". A glob without a tag that ends in an asterisk fits every
 * tag. A digest beside the tag of an image need not be named. Names longer than any engine takes fit nothing.
 */
bool image_name_fits(const char *glob, const char *image);

#endif
