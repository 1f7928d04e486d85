/* The system's words for errno values, whichever of its two strerror_r a C library has. */
#ifndef CISD_GROUND_ERRNO_TEXT_H
#define CISD_GROUND_ERRNO_TEXT_H

#include <stddef.h>
#include <string.h>

/* glibc's returns the text, which need not be in the room it was given. */
static inline const char *errno_text_returned(char *text, const char *room)
{
    (void)room;
    return text;
}

/* POSIX's, which musl has, returns a number and writes into the room, cut where that is short. */
static inline const char *errno_text_written(int status, const char *room)
{
    return status == 0 || room[0] != '\0' ? room : "unknown error";
}

/* What an errno value means; may use `room`, which must hold a text, "" for none. */
static inline const char *errno_text(int number, char *room, size_t size)
{
    return _Generic(strerror_r(number, room, size), char *: errno_text_returned,
                    int: errno_text_written)(strerror_r(number, room, size), room);
}

#endif
