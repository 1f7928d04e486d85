/* What a loop over results asks for: see record.c. */
#define CISDPY_MOST ...
typedef struct cisdpy_packed {
    size_t ends[...];
    char data[...];
    size_t length;
} cisdpy_packed;
typedef struct cisdpy_drawn {
    size_t count;
    cisd_code code;
    cisd_result *results[...];
} cisdpy_drawn;
void cisdpy_audit_draw(cisd_audit *audit, size_t most, cisdpy_drawn *drawn, cisdpy_packed *packed,
                       cisd_error **error);
void cisdpy_drawn_free(cisdpy_drawn *drawn);
void cisdpy_result_pack(const cisd_result *result, cisdpy_packed *packed);
