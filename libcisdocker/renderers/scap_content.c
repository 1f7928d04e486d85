/* The files for SCAP scanners: a document each, and a site's own settings for them as an example. */
#include "renderers/content.h"
#include "renderers/data_stream.h"
#include "renderers/oval.h"
#include "renderers/xccdf_benchmark.h"
#include "renderers/xccdf_names.h"
#include "renderers/xccdf_values.h"

typedef void root_writer(struct xml_writer *xml, const cisd_rule *rule);

static cisd_code write_document(const struct content *content, struct buffer *out,
                                root_writer *write_root, struct fault *fault)
{
    struct xml_writer xml;

    if (xml_begin(&xml, &out->memory, fault) == CISD_OK) {
        write_root(&xml, rule_find(content->rule));
        (void)xml_end(&xml, out, fault);
    }
    xml_free(&xml);
    return fault->code;
}

static void write_xccdf(struct xml_writer *xml, const cisd_rule *rule)
{
    xccdf_benchmark_open(xml, rule, XCCDF_SCRIPT);
    xml_close(xml);
}

static void write_oval(struct xml_writer *xml, const cisd_rule *rule)
{
    (void)rule;
    oval_check_write(xml);
}

static void write_setting(struct xml_writer *xml, const char *value, const char *text)
{
    xml_open(xml, "set-value");
    xml_attribute(xml, "idref", value);
    xml_text(xml, text);
    xml_close(xml);
}

static void write_tailoring(struct xml_writer *xml, const cisd_rule *rule)
{
    (void)rule;
    xml_open(xml, "Tailoring");
    xml_attribute(xml, "xmlns", XCCDF_NAMESPACE);
    xml_attribute(xml, "id", XCCDF_ID("tailoring", "site"));
    xml_open(xml, "benchmark");
    xml_attribute(xml, "href", XCCDF_FILE);
    xml_attribute(xml, "id", XCCDF_BENCHMARK);
    xml_close(xml);
    xml_open(xml, "version");
    xml_attribute(xml, "time", SCAP_TIME);
    xml_text(xml, "1");
    xml_close(xml);
    xml_open(xml, "Profile");
    xml_attribute(xml, "id", XCCDF_ID("profile", "site"));
    xml_attribute(xml, "extends", XCCDF_ID("profile", "strict"));
    xml_english(xml, "title", "This site");
    xml_english(xml, "description", "Strict, with what every container of this site may have.");
    write_setting(xml, XCCDF_VALUE_DATA_ROOT, "/srv/docker");
    write_setting(xml, XCCDF_VALUE_ALLOWED, "NET_BIND_SERVICE,SETUID,SETGID");
    xml_close(xml);
    xml_close(xml);
}

cisd_code content_xccdf(const struct content *content, struct buffer *out, struct fault *fault)
{
    return write_document(content, out, write_xccdf, fault);
}

cisd_code content_oval(const struct content *content, struct buffer *out, struct fault *fault)
{
    return write_document(content, out, write_oval, fault);
}

cisd_code content_data_stream(const struct content *content, struct buffer *out,
                              struct fault *fault)
{
    return write_document(content, out, data_stream_write, fault);
}

cisd_code content_tailoring(const struct content *content, struct buffer *out, struct fault *fault)
{
    return write_document(content, out, write_tailoring, fault);
}
