/* Placeholder until the grouped text lands: nothing is written. */
#include "renderers/renderer.h"

const struct renderer_type renderer_text = {.name = "text"};
