/* The host that was audited, by the caller's word or else the engine's. */
#ifndef CISD_RENDERERS_ASSET_H
#define CISD_RENDERERS_ASSET_H

#include "renderers/renderer.h"

/* Its name for a target; "" where nobody says. With several targets each goes by its own. */
const char *asset_host(const cisd_renderer *renderer, const struct target *target);

/* The name of all that was audited: what the caller says, else the first target's; never "". */
const char *asset_name(const cisd_renderer *renderer);

/* What tells a subject from others, run after run: check, host, kind and name. */
void asset_identity(const cisd_renderer *renderer, const struct subject *subject,
                    struct buffer *out);

/* 16 hex digits that stand for a text (FNV-1a). */
#define ASSET_HASH 17
void asset_hash(const char *text, char hash[ASSET_HASH]);

#endif
