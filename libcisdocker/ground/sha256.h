/* SHA-256 (FIPS 180-4), for names that others have derived with it; not for secrets. */
#ifndef CISD_GROUND_SHA256_H
#define CISD_GROUND_SHA256_H

#include <stddef.h>

#define SHA256_HEX 65

/* The digest in lower-case hexadecimal digits. */
void sha256_hex(const char *data, size_t length, char hex[SHA256_HEX]);

#endif
