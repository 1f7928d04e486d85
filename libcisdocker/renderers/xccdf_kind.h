/* What a benchmark is for: who checks by it. */
#ifndef CISD_RENDERERS_XCCDF_KIND_H
#define CISD_RENDERERS_XCCDF_KIND_H

enum xccdf_kind {
    XCCDF_RESULT,  /* goes before a result of ours: this library has checked */
    XCCDF_SCRIPT,  /* a script checks, or this library where it is an engine of the scanner's */
    XCCDF_OVAL,    /* OVAL checks */
};

#endif
