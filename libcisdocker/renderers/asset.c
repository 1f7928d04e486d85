#include "renderers/asset.h"

#include <inttypes.h>
#include <stdio.h>

#include "report/rule.h"
#include "report/words.h"

const char *asset_host(const cisd_renderer *renderer, const struct target *target)
{
    const char *said = renderer->options.asset_host;

    if (said != NULL && (renderer->report->target_count == 1 || target->host[0] == '\0'))
        return said;
    return target->host;
}

const char *asset_name(const cisd_renderer *renderer)
{
    const cisd_report *report = renderer->report;

    if (renderer->options.asset_host != NULL)
        return renderer->options.asset_host;
    if (renderer->options.asset_fqdn != NULL)
        return renderer->options.asset_fqdn;
    for (size_t i = 0; i < report->target_count; i++)
        if (report->targets[i].host[0] != '\0')
            return report->targets[i].host;
    return report->target_count > 0 ? report->targets[0].uri : "unknown";
}

void asset_identity(const cisd_renderer *renderer, const struct subject *subject,
                    struct buffer *out)
{
    const struct target *target = &renderer->report->targets[subject->target];
    const char *host = asset_host(renderer, target);
    const char *place = subject->file != NULL ? subject->file : host[0] != '\0' ? host
                                                                                : target->uri;
    const char *const parts[] = {renderer->report->rule->texts[CISD_RULE_ID], place,
                                 words_subject_kind(subject->kind),
                                 subject->name[0] != '\0' ? subject->name : subject->id};

    buffer_clear(out);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        buffer_text(out, i > 0 ? ":" : "");
        buffer_text(out, parts[i]);
    }
}

void asset_hash(const char *text, char hash[ASSET_HASH])
{
    uint64_t value = 0xCBF29CE484222325u;

    for (; *text != '\0'; text++)
        value = (value ^ (unsigned char)*text) * 0x100000001B3u;
    (void)snprintf(hash, ASSET_HASH, "%016" PRIx64, value);
}
