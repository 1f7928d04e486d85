/* How the tables of options are written. */
#ifndef CISD_SOURCES_COMMAND_OPTION_ROWS_H
#define CISD_SOURCES_COMMAND_OPTION_ROWS_H

#include "sources/command_options.h"

#define SWITCH(name) {name, '\0', false, MEANS_NOTHING}
#define SWITCH_LETTER(name, letter) {name, letter, false, MEANS_NOTHING}
#define SWITCH_MEANS(name, letter, meaning) {name, letter, false, MEANS_##meaning}
#define VALUE(name) {name, '\0', true, MEANS_NOTHING}
#define VALUE_LETTER(name, letter) {name, letter, true, MEANS_NOTHING}
#define VALUE_MEANS(name, letter, meaning) {name, letter, true, MEANS_##meaning}

#endif
