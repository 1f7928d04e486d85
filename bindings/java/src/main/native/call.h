/* A call from Java under way: what callbacks need, and how failures get back. */
#ifndef CISD_JAVA_CALL_H
#define CISD_JAVA_CALL_H

#include <cisdocker/cisdocker.h>
#include <jni.h>

#define NATIVE(type, name) JNIEXPORT type JNICALL Java_io_cisdocker_Native_##name

/* Addresses of native objects are Java's long. */
#define TO_POINTER(address) ((void *)(intptr_t)(address))
#define TO_ADDRESS(pointer) ((jlong)(intptr_t)(pointer))

struct call {
    JNIEnv *env;
    jobject callbacks;   /* an io.cisdocker.Callbacks; NULL where none can be called */
    jthrowable thrown;   /* what the first callback that threw has thrown */
};

/* Ends a callback: keeps what it threw. True where it threw. */
int call_threw(struct call *call);

/*
 * Throws what a callback threw, else the library's error, which is freed. True where nothing was
 * thrown: the call succeeded.
 */
int call_end(struct call *call, cisd_code code, cisd_error *error);

/* Throws for want of memory. */
void call_no_memory(JNIEnv *env);

/* The bytes as a Java array; NULL with an exception pending where there is no memory. */
jbyteArray call_bytes(JNIEnv *env, const void *data, size_t length);

/* The methods of callbacks. */
jbyteArray call_read(struct call *call, jint reader, size_t size);
jboolean call_progress(struct call *call, size_t done, size_t total);
void call_write(struct call *call, const char *data, size_t length);

#endif
