/* What each option does to the wish of a command that audits. */
#ifndef CLI_CHECK_TAKERS_H
#define CLI_CHECK_TAKERS_H

#include "command.h"

/* Takes one of check_options; its user is a struct check_wish. */
option_take check_take;

#endif
