/* One line on stderr, whatever is in it. */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#if defined(__GNUC__)
#define SAY_PRINTF(text, rest) __attribute__((format(printf, text, rest)))
#else
#define SAY_PRINTF(text, rest)
#endif

/* "cisdocker: …"; control and bidi characters become '?'. */
void say(const char *format, ...) SAY_PRINTF(1, 2);

/*
 * The same, then how to get help on the command (NULL: on the program). Returns STATUS_USAGE.
 */
int say_usage(const char *command, const char *format, ...) SAY_PRINTF(2, 3);

#endif
