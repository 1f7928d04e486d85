#include "renderers/content.h"

#include <string.h>

#include "renderers/renderer.h"
#include "renderers/xccdf_names.h"

static const struct content contents[] = {
    {"cisdocker-5.4-docker.audit",
     "For Nessus: decides 5.4 on the target with its shell and its docker command alone.", 0,
     "5.4", CISD_PROFILE_CIS, content_audit_docker},
    {"cisdocker-5.4-docker-strict.audit",
     "For Nessus: the same by the profile strict, which allows no capability at all.", 0, "5.4",
     CISD_PROFILE_STRICT, content_audit_docker},
    {"cisdocker-5.4-command.audit",
     "For Nessus: runs 'cisdocker check 5.4' on the target, where it has to be installed.", 0,
     "5.4", CISD_PROFILE_CIS, content_audit_command},
    {"cisdocker-5.4-command-strict.audit",
     "For Nessus: the same by the profile strict, which allows no capability at all.", 0, "5.4",
     CISD_PROFILE_STRICT, content_audit_command},
    {XCCDF_FILE,
     "For OpenSCAP: the benchmark; a script beside it checks, or cisdocker's check engine where "
     "oscap has it.",
     0, "5.4", CISD_PROFILE_CIS, content_xccdf},
    {SCE_FILE,
     "For OpenSCAP: that script; it needs cisdocker on the target, or at least docker.", 1, "5.4",
     CISD_PROFILE_CIS, content_sce},
    {DATA_STREAM_FILE,
     "For SCAP 1.3 scanners: a data stream that decides by OVAL from the files of Docker's data "
     "root.",
     0, "5.4", CISD_PROFILE_CIS, content_data_stream},
    {OVAL_FILE, "For OVAL scanners: the definition of that data stream alone.", 0, "5.4",
     CISD_PROFILE_CIS, content_oval},
    {TAILORING_FILE,
     "For SCAP scanners: an example of how a site sets the values of that data stream.", 0, "5.4",
     CISD_PROFILE_STRICT, content_tailoring},
};

size_t content_count(void)
{
    return sizeof contents / sizeof contents[0];
}

const struct content *content_at(size_t index)
{
    return index < content_count() ? &contents[index] : NULL;
}

const struct content *content_find(const char *name)
{
    for (size_t i = 0; i < content_count(); i++)
        if (strcmp(contents[i].name, name) == 0)
            return &contents[i];
    return NULL;
}

cisd_code content_write(const struct content *content, const struct memory *memory,
                        cisd_write_fn write, void *user, struct fault *fault)
{
    struct buffer out;
    cisd_code code;

    buffer_init(&out, memory);
    code = content->write(content, &out, fault);
    if (code == CISD_OK)
        code = renderer_flush(&out, write, user, fault);
    buffer_free(&out);
    return code;
}
