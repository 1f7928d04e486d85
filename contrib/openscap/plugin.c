/*
 * The engine as a plugin of the stock oscap. OpenSCAP 1.3 loads plugins by names it knows, and knows
 * one: that of its script engine. So this goes by that name, in a folder of its own, loads the
 * script engine from where OpenSCAP has it, and passes everything on:
 *
 *     OSCAP_CHECK_ENGINE_PLUGIN_DIR=<this folder> oscap xccdf eval ...
 */
#include <check_engine_plugin.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cisdocker/cisdocker.h>

#include "engine.h"

/* What a plugin is to OpenSCAP between its being loaded and its cleanup. */
struct plugin {
    void *handle;                          /* of the script engine; NULL where it is missing */
    struct check_engine_plugin_def script;
    char capabilities[128];
};

static int plugin_register(struct xccdf_policy_model *model, const char *path, void **user)
{
    struct plugin *plugin = *user;

    if (plugin != NULL && plugin->script.register_fn != NULL)
        (void)plugin->script.register_fn(model, path, &plugin->script.user_data);
    return cisdocker_engine_register(model) ? 0 : 1;
}

static int plugin_cleanup(struct xccdf_policy_model *model, void **user)
{
    struct plugin *plugin = *user;
    int result = 0;

    if (plugin == NULL)
        return 0;
    if (plugin->script.cleanup_fn != NULL)
        result = plugin->script.cleanup_fn(model, &plugin->script.user_data);
    if (plugin->handle != NULL)
        (void)dlclose(plugin->handle);
    free(plugin);
    *user = NULL;
    return result;
}

static int plugin_export(struct xccdf_policy_model *model, bool validate, const char *path,
                         void **user)
{
    struct plugin *plugin = *user;

    if (plugin == NULL || plugin->script.export_results_fn == NULL)
        return 0;
    return plugin->script.export_results_fn(model, validate, path, &plugin->script.user_data);
}

static const char *plugin_capabilities(void **user)
{
    struct plugin *plugin = *user;

    return plugin != NULL ? plugin->capabilities : "cisdocker";
}

static void load_script_engine(struct plugin *plugin)
{
    check_engine_plugin_entry_fn entry;
    void *symbol;

    plugin->handle = dlopen(OPENSCAP_SCE, RTLD_LAZY | RTLD_LOCAL);
    symbol = plugin->handle != NULL
                 ? dlsym(plugin->handle, "OPENSCAP_CHECK_ENGINE_PLUGIN_ENTRY") : NULL;
    if (symbol == NULL)
        return;
    memcpy(&entry, &symbol, sizeof entry);
    if (entry(&plugin->script) != 0)
        memset(&plugin->script, 0, sizeof plugin->script);
}

static void name_capabilities(struct plugin *plugin)
{
    const char *script = plugin->script.get_capabilities_fn != NULL
                             ? plugin->script.get_capabilities_fn(&plugin->script.user_data)
                             : "no script engine";

    (void)snprintf(plugin->capabilities, sizeof plugin->capabilities, "cisdocker %s, %s",
                   cisd_version(), script != NULL ? script : "");
}

__attribute__((visibility("default")))
int OPENSCAP_CHECK_ENGINE_PLUGIN_ENTRY(struct check_engine_plugin_def *def);

int OPENSCAP_CHECK_ENGINE_PLUGIN_ENTRY(struct check_engine_plugin_def *def)
{
    struct plugin *plugin = calloc(1, sizeof *plugin);

    if (plugin == NULL)
        return 1;
    load_script_engine(plugin);
    name_capabilities(plugin);
    def->user_data = plugin;
    def->register_fn = plugin_register;
    def->cleanup_fn = plugin_cleanup;
    def->export_results_fn = plugin_export;
    def->get_capabilities_fn = plugin_capabilities;
    return 0;
}
