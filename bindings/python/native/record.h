/* What a loop over results asks for, in one piece: see record.c. */
typedef struct cisdpy_record {
    size_t length;
    cisd_code code;
    char data[...];
} cisdpy_record;
cisd_result *cisdpy_audit_next(cisd_audit *audit, cisdpy_record *record, cisd_error **error);
const cisdpy_record *cisdpy_result_pack(const cisd_result *result);
