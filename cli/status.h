/* Exit statuses: the same for every command. */
#ifndef CLI_STATUS_H
#define CLI_STATUS_H

enum status {
    STATUS_OK = 0,         /* nothing failed, everything could be judged */
    STATUS_FAILED = 1,     /* at least one failure that is not waived */
    STATUS_USAGE = 2,      /* wrong usage, or what was asked for could not be written */
    STATUS_INCOMPLETE = 3, /* nothing failed, but not everything could be judged */
    STATUS_SIGNAL = 128    /* plus the number of the signal that ended it */
};

/* What a step returns when there is no status yet: go on. */
#define STATUS_NONE (-1)

#endif
