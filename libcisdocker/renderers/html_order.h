/* The order of a page: worst first. */
#ifndef CISD_RENDERERS_HTML_ORDER_H
#define CISD_RENDERERS_HTML_ORDER_H

#include "renderers/kept.h"

/*
 * Sorts results: failures by severity and by the class of what is in excess, then what could not be
 * judged, then what is accepted, then the rest; equals stay in their order.
 */
cisd_code html_order(struct kept *kept, const struct memory *memory, struct fault *fault);

#endif
