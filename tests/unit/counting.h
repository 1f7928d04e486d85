/* An allocator that counts what lives, and fails when it is told to. */
#ifndef UNIT_COUNTING_H
#define UNIT_COUNTING_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "cisdocker/cisdocker.h"

struct counting {
    cisd_allocator allocator;
    pthread_mutex_t lock; /* engines are read in threads */
    size_t live;     /* blocks now */
    size_t asked;    /* allocations and growths so far */
    size_t fail_at;  /* the one that fails, from 1; 0: none */
    bool and_after;  /* all that come after it fail, too */
    bool failed;     /* one did */
};

/* Sets up; counting->allocator can then be handed to the library. */
void counting_init(struct counting *counting);

#endif
