/* All reasons of a result in one piece: see reasons.c. */
typedef struct cisdpy_reasons {
    size_t length;
    char data[...];
} cisdpy_reasons;
const cisdpy_reasons *cisdpy_result_reasons(const cisd_result *result);
