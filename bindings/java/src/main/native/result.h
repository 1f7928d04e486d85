/* A result, packed whole, its address first. */
#ifndef CISD_JAVA_RESULT_H
#define CISD_JAVA_RESULT_H

#include <cisdocker/cisdocker.h>
#include <jni.h>

/* Takes the reference over; drops it where an exception is pending in the end. */
jbyteArray result_pack(JNIEnv *env, cisd_result *result);

#endif
