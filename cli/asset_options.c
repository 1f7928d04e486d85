#include "asset_options.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "say.h"
#include "status.h"

bool asset_reserve(struct asset_wish *asset, size_t count)
{
    asset->addresses = calloc(count + 1, sizeof *asset->addresses);
    asset->facts = calloc(count + 1, sizeof *asset->facts);
    return asset->addresses != NULL && asset->facts != NULL;
}

void asset_free(struct asset_wish *asset)
{
    free(asset->addresses);
    free(asset->facts);
}

int asset_take_address(struct asset_wish *asset, const char *value)
{
    unsigned char bytes[16];

    if (inet_pton(AF_INET, value, bytes) != 1 && inet_pton(AF_INET6, value, bytes) != 1)
        return say_usage("check", "'%s' is no IP address", value);
    asset->addresses[asset->address_count++] = value;
    return STATUS_NONE;
}

int asset_take_fact(struct asset_wish *asset, const char *value)
{
    size_t name = strcspn(value, "=");

    if (name == 0 || value[name] == '\0')
        return say_usage("check", "'%s' is no fact: NAME=VALUE is wanted", value);
    asset->facts[asset->fact_count++] = value;
    return STATUS_NONE;
}
