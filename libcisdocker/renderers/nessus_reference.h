/* What Nessus calls the controls that 5.4 belongs to: framework, bar, number. */
#ifndef CISD_RENDERERS_NESSUS_REFERENCE_H
#define CISD_RENDERERS_NESSUS_REFERENCE_H

#define NESSUS_CONTROL "800-53|AC-6"
#define NESSUS_NUMBERS "CCI|CCI-000225,CIS_Recommendation|5.4,CSCv7|5.2,CSCv8|16.7,LEVEL|1M"

/* What readers of results group items by: the check; and whether a target was checked at all. */
#define NESSUS_CHECK "CIS-DOCKER-5.4"
#define NESSUS_TARGET "CIS-DOCKER-5.4-TARGET"

#endif
