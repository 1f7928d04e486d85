/* Times as text, in UTC, whatever the locale. */
#ifndef CISD_RENDERERS_STAMP_H
#define CISD_RENDERERS_STAMP_H

#include <stdint.h>

#define STAMP 40

/* "2026-01-02T03:04:05Z", and the same without the zone. */
void stamp_utc(char text[STAMP], int64_t seconds);
void stamp_bare(char text[STAMP], int64_t seconds);

/* "2026/01/02" */
void stamp_day(char text[STAMP], int64_t seconds);

/* "Fri Jan  2 03:04:05 2026" */
void stamp_ctime(char text[STAMP], int64_t seconds);

#endif
