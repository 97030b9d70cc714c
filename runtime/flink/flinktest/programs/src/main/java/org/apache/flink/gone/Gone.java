package org.apache.flink.gone;

/** Stands for a class that a program was built with and the Flink that runs it does not have. It is not in the JAR. */
public final class Gone {
    private Gone() {}

    public static void use() {}
}
