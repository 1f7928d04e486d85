/* What the terminals are like. The environment variables about them are read here only. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>

/* Whether a file descriptor is a terminal on which a line can be written over. */
bool terminal_can_move(int fd);

/* Whether a file descriptor is a terminal whose user has nothing against colours (NO_COLOR). */
bool terminal_can_color(int fd);

/* The columns of the terminal at a file descriptor; else what COLUMNS says; else 80. */
unsigned terminal_width(int fd);

#endif
