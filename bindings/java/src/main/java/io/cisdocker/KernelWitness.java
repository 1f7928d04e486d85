package io.cisdocker;

/** Whether the kernel is asked what the processes of running containers can do. */
public enum KernelWitness {
    /** Of engines at a socket of this machine, where the processes are seen. */
    AUTO,
    /** Of every engine; a container not wholly seen cannot pass. */
    ON,
    /** Never. */
    OFF;

    static final KernelWitness[] ALL = values();
}
