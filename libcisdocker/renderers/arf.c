/*
 * ARF 1.1: what was asked (our data stream), what was looked at (the host and
 * each subject), and what came out (the test result).
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "renderers/asset.h"
#include "renderers/data_stream.h"
#include "renderers/xccdf_names.h"
#include "renderers/xccdf_result.h"
#include "report/words.h"

#define REQUEST "request"
#define REPORT "report"
#define HOST "asset-host"

#define ASSET_ID 40

static void subject_id(size_t index, char id[ASSET_ID])
{
    (void)snprintf(id, ASSET_ID, "asset-subject-%zu", index + 1);
}

static void write_relationship(struct xml_writer *xml, const char *type)
{
    xml_open(xml, "core:relationship");
    xml_attribute(xml, "type", type);
    xml_attribute(xml, "subject", REPORT);
}

static void write_relationships(struct xml_report *report)
{
    struct xml_writer *xml = &report->xml;
    char id[ASSET_ID];

    xml_open(xml, "core:relationships");
    xml_attribute(xml, "xmlns:arfvocab",
                  "http://scap.nist.gov/specifications/arf/vocabulary/relationships/1.0#");
    write_relationship(xml, "arfvocab:createdFor");
    xml_leaf(xml, "core:ref", REQUEST);
    xml_close(xml);
    write_relationship(xml, "arfvocab:isAbout");
    xml_leaf(xml, "core:ref", HOST);
    xml_close(xml);
    for (size_t i = 0; i < report->kept.count; i++) {
        subject_id(i, id);
        write_relationship(xml, "arfvocab:isAbout"); /* one each: readers see the first ref only */
        xml_leaf(xml, "core:ref", id);
        xml_close(xml);
    }
    xml_close(xml);
}

static void write_request(struct xml_report *report)
{
    struct xml_writer *xml = &report->xml;

    xml_open(xml, "arf:report-requests");
    xml_open(xml, "arf:report-request");
    xml_attribute(xml, "id", REQUEST);
    xml_open(xml, "arf:content");
    data_stream_write(xml, report->report->rule);
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
}

/* Whether a name has only what the schema allows in host names. */
static bool is_host_name(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    size_t length = strlen(name);

    return length > 0 && length < 256 && strspn(name, letters) == length && name[0] != '.' &&
           name[length - 1] != '.' && strstr(name, "..") == NULL;
}

/* The schema wants all eight groups of an IPv6 address. */
static bool spell_address(const char *address, char text[48])
{
    unsigned char bytes[16];

    if (inet_pton(AF_INET6, address, bytes) != 1)
        return false;
    for (size_t i = 0, at = 0; i < sizeof bytes; i += 2)
        at += (size_t)snprintf(text + at, 48 - at, "%s%x", i > 0 ? ":" : "",
                               (unsigned)(bytes[i] << 8 | bytes[i + 1]));
    return true;
}

static void write_address(struct xml_writer *xml, const char *address)
{
    unsigned char bytes[4];
    char text[48];
    bool four = inet_pton(AF_INET, address, bytes) == 1;

    if (!four && !spell_address(address, text))
        return;
    xml_open(xml, "ai:connection");
    xml_open(xml, "ai:ip-address");
    xml_leaf(xml, four ? "ai:ip-v4" : "ai:ip-v6", four ? address : text);
    xml_close(xml);
    xml_close(xml);
}

static void open_asset(struct xml_writer *xml, const char *id)
{
    xml_open(xml, "arf:asset");
    xml_attribute(xml, "id", id);
    xml_open(xml, "ai:computing-device");
}

static void close_asset(struct xml_writer *xml)
{
    xml_close(xml);
    xml_close(xml);
}

static void write_synthetic(struct xml_writer *xml, const char *resource, const char *id)
{
    if (id[0] == '\0')
        return;
    xml_open(xml, "ai:synthetic-id");
    xml_attribute(xml, "resource", resource);
    xml_attribute(xml, "id", id);
    xml_close(xml);
}

static void write_host(struct xml_report *report)
{
    const cisd_render_options *options = &report->renderer->options;
    const char *const *addresses = options->asset_addresses;
    const char *name = asset_name(report->renderer);
    struct xml_writer *xml = &report->xml;

    open_asset(xml, HOST);
    write_synthetic(xml, "urn:io.cisdocker:host", name);
    if (addresses != NULL && *addresses != NULL) {
        xml_open(xml, "ai:connections");
        for (; *addresses != NULL; addresses++)
            write_address(xml, *addresses);
        xml_close(xml);
    }
    if (options->asset_fqdn != NULL && is_host_name(options->asset_fqdn))
        xml_leaf(xml, "ai:fqdn", options->asset_fqdn);
    if (is_host_name(name))
        xml_leaf(xml, "ai:hostname", name);
    close_asset(xml);
}

static void write_subject(struct xml_report *report, size_t index)
{
    const struct subject *subject = report->kept.results[index]->subject;
    struct xml_writer *xml = &report->xml;
    char id[ASSET_ID], resource[64];

    subject_id(index, id);
    open_asset(xml, id);
    (void)snprintf(resource, sizeof resource, "urn:io.cisdocker:%s-id",
                   words_subject_kind(subject->kind));
    write_synthetic(xml, resource, subject->id);
    (void)snprintf(resource, sizeof resource, "urn:io.cisdocker:%s-name",
                   words_subject_kind(subject->kind));
    write_synthetic(xml, resource, subject->name);
    if (is_host_name(subject->name))
        xml_leaf(xml, "ai:hostname", subject->name);
    close_asset(xml);
    xml_report_pass(report);
}

static void write_assets(struct xml_report *report)
{
    xml_open(&report->xml, "arf:assets");
    write_host(report);
    for (size_t i = 0; i < report->kept.count; i++)
        write_subject(report, i);
    xml_close(&report->xml);
}

static void write_report(struct xml_report *report)
{
    struct xml_writer *xml = &report->xml;

    xml_open(xml, "arf:reports");
    xml_open(xml, "arf:report");
    xml_attribute(xml, "id", REPORT);
    xml_open(xml, "arf:content");
    xccdf_result_write(report, "#" DATA_STREAM_BENCHMARK, HOST);
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
}

static void write_document(struct xml_report *report)
{
    struct xml_writer *xml = &report->xml;

    xml_open(xml, "arf:asset-report-collection");
    xml_attribute(xml, "xmlns:arf", "http://scap.nist.gov/schema/asset-reporting-format/1.1");
    xml_attribute(xml, "xmlns:core", "http://scap.nist.gov/schema/reporting-core/1.1");
    xml_attribute(xml, "xmlns:ai", "http://scap.nist.gov/schema/asset-identification/1.1");
    write_relationships(report);
    write_request(report);
    write_assets(report);
    write_report(report);
    xml_close(xml);
}

static cisd_code arf_finish(cisd_renderer *renderer, struct fault *fault)
{
    return xml_report_finish(renderer, write_document, fault);
}

const struct renderer_type renderer_arf = {
    .name = "arf",
    .state_size = sizeof(struct xml_report),
    .begin = xml_report_begin,
    .add = xml_report_add,
    .finish = arf_finish,
    .release = xml_report_release,
};
