/**
 * Decides CIS Docker Benchmark 5.4 (the Linux capabilities of containers) and shows the evidence:
 * libcisdocker for Java. {@link io.cisdocker.Audit} is where to begin.
 */
package io.cisdocker;
