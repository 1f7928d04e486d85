/*
 * Runs a fuzz target without a fuzzer: over its corpus (the folder CORPUS/name, or the files named
 * on the command line), then over ROUNDS mutations of it, the same ones each time. The input under
 * way is in the file name.input of the working directory; it is left there by a crash.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "fuzz.h"

#define FILES_MAX 256
#define INPUT_MAX 65536
#define ROUNDS 3000

struct input {
    uint8_t *data;
    size_t size;
};

static struct input corpus[FILES_MAX];
static size_t corpus_size;
static int kept = -1;

/* ---------------------------------------------------------------- corpus */

static void take_file(const char *path)
{
    struct input *input = &corpus[corpus_size];
    FILE *file = fopen(path, "rb");

    if (file == NULL || corpus_size == FILES_MAX) {
        (void)fprintf(stderr, "cannot take '%s'\n", path);
        exit(99);
    }
    input->data = malloc(INPUT_MAX);
    FUZZ_MUST(input->data != NULL);
    input->size = fread(input->data, 1, INPUT_MAX, file);
    corpus_size++;
    (void)fclose(file);
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void take_folder(const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, visible, alphasort);

    for (int i = 0; i < count; i++) {
        char *path = NULL;

        FUZZ_MUST(asprintf(&path, "%s/%s", folder, entries[i]->d_name) > 0);
        take_file(path);
        free(path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

/* -------------------------------------------------------------- mutations */

static uint64_t state = 0x9E3779B97F4A7C15u;

static size_t draw(size_t bound)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (size_t)((state >> 11) % (bound != 0 ? bound : 1));
}

static void replace_byte(struct input *input)
{
    static const uint8_t odd[] = "\0\xFF\x80\"\\{}[],:\n 0-aA*?'#&!|>%";

    if (input->size > 0)
        input->data[draw(input->size)] = draw(2) == 0 ? odd[draw(sizeof odd - 1)]
                                                      : (uint8_t)draw(256);
}

static void flip_bit(struct input *input)
{
    if (input->size > 0)
        input->data[draw(input->size)] ^= (uint8_t)(1 << draw(8));
}

static void cut_out(struct input *input)
{
    size_t at = draw(input->size), length = draw((input->size - at) / 2 + 2);

    if (length > input->size - at)
        length = input->size - at;
    memmove(input->data + at, input->data + at + length, input->size - at - length);
    input->size -= length;
}

/* Puts a part of some input in. */
static void put_in(struct input *input)
{
    const struct input *from = &corpus[draw(corpus_size)];
    size_t start = draw(from->size), length = draw(from->size - start);
    size_t at = draw(input->size + 1);

    if (input->size + length > INPUT_MAX)
        return;
    memmove(input->data + at + length, input->data + at, input->size - at);
    memcpy(input->data + at, from->data + start, length);
    input->size += length;
}

static void truncate_it(struct input *input)
{
    input->size = draw(input->size + 1);
}

static void mutate(struct input *input)
{
    static void (*const ways[])(struct input *input) = {replace_byte, replace_byte, flip_bit,
                                                        cut_out, put_in, truncate_it};

    for (size_t count = 1 + draw(4); count > 0; count--)
        ways[draw(sizeof ways / sizeof ways[0])](input);
}

/* ---------------------------------------------------------------- running */

static void run(const struct input *input)
{
    uint8_t *exact = (uint8_t *)fuzz_copy(input->data, input->size);

    FUZZ_MUST(ftruncate(kept, 0) == 0);
    FUZZ_MUST(pwrite(kept, exact, input->size, 0) == (ssize_t)input->size);
    (void)LLVMFuzzerTestOneInput(exact, input->size);
    free(exact);
}

static void run_mutations(long rounds)
{
    struct input input = {.data = malloc(INPUT_MAX)};

    FUZZ_MUST(input.data != NULL);
    for (long round = 0; round < rounds; round++) {
        const struct input *from = &corpus[draw(corpus_size)];

        memcpy(input.data, from->data, from->size);
        input.size = from->size;
        mutate(&input);
        run(&input);
    }
    free(input.data);
}

int main(int count, char **arguments)
{
    const char *folder = getenv("CORPUS"), *wanted = getenv("ROUNDS");
    long rounds = wanted != NULL ? strtol(wanted, NULL, 10) : ROUNDS;
    char path[4096];

    for (int i = 1; i < count; i++)
        take_file(arguments[i]);
    (void)snprintf(path, sizeof path, "%s/%s", folder != NULL ? folder : "corpus", fuzz_name);
    if (count < 2)
        take_folder(path);
    if (corpus_size == 0) {
        (void)fprintf(stderr, "no input in '%s'\n", path);
        return 99;
    }
    (void)snprintf(path, sizeof path, "%s.input", fuzz_name);
    kept = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FUZZ_MUST(kept >= 0);
    for (size_t i = 0; i < corpus_size; i++)
        run(&corpus[i]);
    if (count < 2)
        run_mutations(rounds);
    (void)close(kept);
    (void)unlink(path);
    for (size_t i = 0; i < corpus_size; i++)
        free(corpus[i].data);
    printf("%s: %zu inputs, %ld mutations\n", fuzz_name, corpus_size, count < 2 ? rounds : 0);
    return 0;
}
