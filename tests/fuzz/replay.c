/*
 * Runs a fuzz target without a fuzzer, over the files of the scenarios of Compose projects, or over
 * files and folders that are named: each whole, cut off, and with a byte changed.
 */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define LARGEST ((size_t)1 << 20)
#define LEAST 100   /* fewer inputs mean that they were not found */
#define CUTS 40

static unsigned long inputs, runs;

/* Hands over bytes in memory of exactly their size, so that reading on is found out. */
static void hand_over(const char *data, size_t size)
{
    char *exact = malloc(size > 0 ? size : 1);

    if (exact == NULL)
        exit(99);
    memcpy(exact, data, size);
    (void)LLVMFuzzerTestOneInput((const uint8_t *)exact, size);
    free(exact);
    runs++;
}

/* Characters that mean something somewhere, put in place of others. */
static void change(char *data, size_t size, size_t at)
{
    static const char odd[] = "${}:-?+&*!<[]\"'\\#\n\t =\xFF";
    char kept = data[at];

    data[at] = at % 23 < sizeof odd - 1 ? odd[at % 23] : '\0';
    hand_over(data, size);
    data[at] = kept;
}

static int replay(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    static char data[LARGEST];
    FILE *file = kind == FTW_F && about->st_size <= (off_t)LARGEST ? fopen(path, "rb") : NULL;
    size_t size;

    (void)where;
    if (file == NULL)
        return 0;
    size = fread(data, 1, sizeof data, file);
    (void)fclose(file);
    inputs++;
    hand_over(data, size);
    for (size_t at = 0; at < size; at += size / CUTS + 1) {
        hand_over(data, at);
        change(data, size, at);
    }
    return 0;
}

int main(int count, char **arguments)
{
    const char *scenarios = getenv("SCENARIOS");

    for (int i = 1; i < count; i++)
        if (nftw(arguments[i], replay, 8, FTW_PHYS) != 0)
            return 99;
    if (count == 1 && (scenarios == NULL || nftw(scenarios, replay, 8, FTW_PHYS) != 0)) {
        printf("SCENARIOS does not name the folder of the scenarios\n");
        return 99;
    }
    printf("%lu inputs, %lu runs\n", inputs, runs);
    return count > 1 || inputs >= LEAST ? 0 : 1;
}
