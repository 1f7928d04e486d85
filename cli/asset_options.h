/* What the caller says about the host that was checked. */
#ifndef CLI_ASSET_OPTIONS_H
#define CLI_ASSET_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* The lists are ended by NULL. */
struct asset_wish {
    const char *host, *fqdn;
    const char **addresses, **facts;
    size_t address_count, fact_count;
};

/* Makes room for as many entries as there are words on the command line. */
bool asset_reserve(struct asset_wish *asset, size_t count);
void asset_free(struct asset_wish *asset);

/* Each returns STATUS_NONE, or the status to end with. */
int asset_take_address(struct asset_wish *asset, const char *value);
int asset_take_fact(struct asset_wish *asset, const char *value);

#endif
