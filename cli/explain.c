#include <stdbool.h>
#include <stdio.h>
#include <strings.h>

#include <cisdocker/cisdocker.h>

#include "nearest.h"
#include "option.h"
#include "say.h"
#include "status.h"
#include "terminal.h"
#include "wrap.h"

#define COLUMN 14

static const char *class_meaning(cisd_cap_class cap_class)
{
    static const char *const meanings[] = {
        [CISD_CLASS_NUISANCE] = "nuisance: can disturb the host (resource use, clocks, logs)",
        [CISD_CLASS_PRIVILEGE] = "privilege: stronger inside the container than its user should be",
        [CISD_CLASS_NETWORK] = "network: can forge, listen to or redirect traffic",
        [CISD_CLASS_HOST_ESCAPE] =
            "host escape: a known way out of the container, to root on the host",
    };

    return meanings[cap_class];
}

static bool is_default(int number)
{
    return (cisd_caps_default() >> number & 1) != 0;
}

static void line(const char *label, const char *text, unsigned width)
{
    if (text != NULL && text[0] != '\0')
        wrap_labelled(stdout, label, COLUMN, width, text);
}

static void explain(int number, unsigned width)
{
    (void)printf("%s (number %d)\n", cisd_cap_name(number), number);
    line("  class", class_meaning(cisd_cap_class_of(number)), width);
    line("  default",
         is_default(number) ? "Docker Engine grants it unless it is dropped"
                            : "Docker Engine grants it only if it is added",
         width);
    line("  allows", cisd_cap_description(number), width);
    line("  attacker", cisd_cap_attack(number), width);
    line("  instead", cisd_cap_alternative(number), width);
    line("  source", cisd_cap_source(number), width);
}

static int unknown(const char *name)
{
    struct nearest best = {NULL, 0};

    if (strcasecmp(name, "ALL") == 0)
        return say_usage("explain", "'%s' stands for every capability: name one of them", name);
    for (int number = 0; number < cisd_cap_count(); number++) {
        nearest_try(&best, name, cisd_cap_name(number));
        nearest_try(&best, name, cisd_cap_name(number) + 4);
    }
    if (best.word != NULL)
        return say_usage("explain", "unknown capability '%s': did you mean '%s'?", name,
                         best.word);
    return say_usage("explain", "unknown capability '%s': 'cisdocker explain' lists all", name);
}

static int list_all(void)
{
    for (int number = 0; number < cisd_cap_count(); number++)
        (void)printf("%-24s %-12s %s\n", cisd_cap_name(number),
                     cisd_cap_class_name(cisd_cap_class_of(number)),
                     is_default(number) ? "granted by default" : "");
    return STATUS_OK;
}

int explain_run(const struct command *command, int count, char **words)
{
    int operands = 0;
    int status = option_parse(command, count, words, NULL, NULL, &operands);

    if (status != STATUS_NONE)
        return status;
    for (int i = 0; i < operands; i++)
        if (cisd_cap_number(words[i]) < 0)
            return unknown(words[i]);
    if (operands == 0)
        return list_all();
    for (int i = 0; i < operands; i++) {
        (void)printf("%s", i > 0 ? "\n" : "");
        explain(cisd_cap_number(words[i]), terminal_width(1));
    }
    return STATUS_OK;
}
