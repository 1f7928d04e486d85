/* Python functions that the library calls; written in src/cisdocker/callbacks.py. */
extern "Python" {
int cisdpy_progress(void *user, size_t done, size_t total);
int cisdpy_read(void *user, void *buffer, size_t size, size_t *length);
int cisdpy_write(void *user, const char *data, size_t length);
}
