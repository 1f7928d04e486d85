/* Java has no way to change its working directory, in which scenarios have to be run. */
#include <unistd.h>

#include "io_cisdocker_WorkingDirectory.h"

JNIEXPORT jint JNICALL Java_io_cisdocker_WorkingDirectory_change(JNIEnv *env, jclass self,
                                                                 jbyteArray path)
{
    jbyte *bytes = (*env)->GetByteArrayElements(env, path, NULL);
    int status = bytes != NULL ? chdir((const char *)bytes) : -1;

    (void)self;
    (*env)->ReleaseByteArrayElements(env, path, bytes, JNI_ABORT);
    return status;
}
