#include "renderers/stamp.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* A time that has no calendar date is written as the epoch. */
static struct tm parts_of(int64_t seconds)
{
    time_t when = (time_t)seconds;
    struct tm parts;

    if (gmtime_r(&when, &parts) != NULL && parts.tm_year >= -1900 && parts.tm_year <= 8099)
        return parts;
    return (struct tm){.tm_year = 70, .tm_mday = 1, .tm_wday = 4};
}

static void write_bare(char text[STAMP], int64_t seconds, const char *zone)
{
    struct tm parts = parts_of(seconds);

    (void)snprintf(text, STAMP, "%04d-%02d-%02dT%02d:%02d:%02d%s", (parts.tm_year + 1900) % 10000,
                   parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                   zone);
}

void stamp_utc(char text[STAMP], int64_t seconds)
{
    write_bare(text, seconds, "Z");
}

void stamp_bare(char text[STAMP], int64_t seconds)
{
    write_bare(text, seconds, "");
}

void stamp_day(char text[STAMP], int64_t seconds)
{
    struct tm parts = parts_of(seconds);

    (void)snprintf(text, STAMP, "%04d/%02d/%02d", parts.tm_year + 1900, parts.tm_mon + 1,
                   parts.tm_mday);
}

void stamp_ctime(char text[STAMP], int64_t seconds)
{
    static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct tm parts = parts_of(seconds);

    (void)snprintf(text, STAMP, "%s %s %2d %02d:%02d:%02d %04d", days[parts.tm_wday],
                   months[parts.tm_mon], parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                   parts.tm_year + 1900);
}
