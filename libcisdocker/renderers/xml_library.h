/*
 * libxml2's writer, loaded when an XML format is first asked for: with its own dependencies it
 * takes three megabytes that an audit in text or JSON does without.
 */
#ifndef CISD_RENDERERS_XML_LIBRARY_H
#define CISD_RENDERERS_XML_LIBRARY_H

#include <libxml/xmlwriter.h>

#include "ground/fault.h"

/* The functions used, each under its own name in libxml2. */
#define XML_LIBRARY(function) \
    function(xmlBufferCreate) \
    function(xmlBufferFree) \
    function(xmlBufferContent) \
    function(xmlBufferLength) \
    function(xmlBufferEmpty) \
    function(xmlNewTextWriterMemory) \
    function(xmlFreeTextWriter) \
    function(xmlTextWriterSetIndent) \
    function(xmlTextWriterSetIndentString) \
    function(xmlTextWriterStartDocument) \
    function(xmlTextWriterEndDocument) \
    function(xmlTextWriterStartElement) \
    function(xmlTextWriterEndElement) \
    function(xmlTextWriterWriteAttribute) \
    function(xmlTextWriterWriteString) \
    function(xmlTextWriterFlush)

struct xml_library {
#define XML_LIBRARY_MEMBER(name) __typeof__(&name) name;
    XML_LIBRARY(XML_LIBRARY_MEMBER)
#undef XML_LIBRARY_MEMBER
};

/* Loads it; it stays loaded. CISD_E_UNSUPPORTED where it is not installed. */
cisd_code xml_library_load(struct xml_library *library, struct fault *fault);

#endif
