#include "renderers/xml_library.h"

#include <dlfcn.h>
#include <string.h>

cisd_code xml_library_load(struct xml_library *library, struct fault *fault)
{
    void *handle = dlopen(LIBXML2_SONAME, RTLD_NOW | RTLD_LOCAL);
    void *symbol;

    if (handle == NULL)
        return fault_set(fault, CISD_E_UNSUPPORTED,
                         "XML formats need libxml2, which cannot be loaded: %s", dlerror());
#define XML_LIBRARY_FIND(name) \
    symbol = dlsym(handle, #name); \
    if (symbol == NULL) \
        return fault_set(fault, CISD_E_UNSUPPORTED, "libxml2 has no %s", #name); \
    memcpy(&library->name, &symbol, sizeof symbol);
    XML_LIBRARY(XML_LIBRARY_FIND)
#undef XML_LIBRARY_FIND
    return CISD_OK;
}
