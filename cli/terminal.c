#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Lines longer than this are hard to read. */
#define WIDTH_MAX 160
#define WIDTH_MIN 40
#define WIDTH_USUAL 80

bool terminal_can_move(int fd)
{
    const char *kind = getenv("TERM");

    return isatty(fd) && kind != NULL && kind[0] != '\0' && strcmp(kind, "dumb") != 0;
}

bool terminal_can_color(int fd)
{
    const char *without = getenv("NO_COLOR");

    return terminal_can_move(fd) && (without == NULL || without[0] == '\0');
}

static unsigned columns_of(int fd)
{
    const char *set = getenv("COLUMNS");
    struct winsize size;

    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return set != NULL && strlen(set) < 5 ? (unsigned)strtoul(set, NULL, 10) : 0;
}

unsigned terminal_width(int fd)
{
    unsigned columns = columns_of(fd);

    if (columns == 0)
        return WIDTH_USUAL;
    if (columns < WIDTH_MIN)
        return WIDTH_MIN;
    return columns < WIDTH_MAX ? columns : WIDTH_MAX;
}
