#include "call.h"

#include <limits.h>
#include <string.h>

#define PACKAGE "io/cisdocker/"

/* Looked up once, when the library is loaded. */
static jclass exception_class, callbacks_class;
static jmethodID make_exception, read_method, progress_method, write_method;

static jclass keep_class(JNIEnv *env, const char *name)
{
    jclass found = (*env)->FindClass(env, name);

    return found != NULL ? (*env)->NewGlobalRef(env, found) : NULL;
}

static int find_classes(JNIEnv *env)
{
    exception_class = keep_class(env, PACKAGE "CisdockerException");
    if (exception_class == NULL)
        return 0;
    callbacks_class = keep_class(env, PACKAGE "Callbacks");
    return callbacks_class != NULL;
}

static int find_methods(JNIEnv *env)
{
    make_exception = (*env)->GetMethodID(env, exception_class, "<init>", "(I[B)V");
    if (make_exception == NULL)
        return 0;
    read_method = (*env)->GetMethodID(env, callbacks_class, "read", "(II)[B");
    if (read_method == NULL)
        return 0;
    progress_method = (*env)->GetMethodID(env, callbacks_class, "progress", "(JJ)Z");
    if (progress_method == NULL)
        return 0;
    write_method = (*env)->GetMethodID(env, callbacks_class, "write", "([B)V");
    return write_method != NULL;
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *machine, void *reserved)
{
    void *env = NULL;

    (void)reserved;
    if ((*machine)->GetEnv(machine, &env, JNI_VERSION_10) != JNI_OK)
        return JNI_ERR;
    return find_classes(env) && find_methods(env) ? JNI_VERSION_10 : JNI_ERR;
}

jbyteArray call_bytes(JNIEnv *env, const void *data, size_t length)
{
    jbyteArray bytes;

    if (length > INT_MAX) {
        call_no_memory(env);
        return NULL;
    }
    bytes = (*env)->NewByteArray(env, (jsize)length);
    if (bytes != NULL)
        (*env)->SetByteArrayRegion(env, bytes, 0, (jsize)length, data);
    return bytes;
}

static void throw_code(JNIEnv *env, cisd_code code, const char *message)
{
    jbyteArray text = call_bytes(env, message, strlen(message));
    jobject exception = NULL;

    if (text != NULL)
        exception = (*env)->NewObject(env, exception_class, make_exception, (jint)code, text);
    if (exception != NULL)
        (void)(*env)->Throw(env, exception);
}

void call_no_memory(JNIEnv *env)
{
    throw_code(env, CISD_E_NO_MEMORY, "out of memory");
}

int call_threw(struct call *call)
{
    jthrowable thrown = (*call->env)->ExceptionOccurred(call->env);

    if (thrown == NULL)
        return 0;
    (*call->env)->ExceptionClear(call->env);
    if (call->thrown == NULL)
        call->thrown = thrown;
    else
        (*call->env)->DeleteLocalRef(call->env, thrown);
    return 1;
}

int call_end(struct call *call, cisd_code code, cisd_error *error)
{
    if (call->thrown != NULL)
        (void)(*call->env)->Throw(call->env, call->thrown);
    else if (code != CISD_OK)
        throw_code(call->env, code,
                   error != NULL ? cisd_error_message(error) : cisd_code_name(code));
    cisd_error_free(error);
    return code == CISD_OK && call->thrown == NULL;
}

jbyteArray call_read(struct call *call, jint reader, size_t size)
{
    jint wanted = size < INT_MAX ? (jint)size : INT_MAX;

    return (*call->env)->CallObjectMethod(call->env, call->callbacks, read_method, reader, wanted);
}

jboolean call_progress(struct call *call, size_t done, size_t total)
{
    return (*call->env)->CallBooleanMethod(call->env, call->callbacks, progress_method,
                                           (jlong)done, (jlong)total);
}

void call_write(struct call *call, const char *data, size_t length)
{
    jbyteArray bytes = call_bytes(call->env, data, length);

    if (bytes != NULL)
        (*call->env)->CallVoidMethod(call->env, call->callbacks, write_method, bytes);
    (void)call_threw(call);
    (*call->env)->DeleteLocalRef(call->env, bytes);
}
