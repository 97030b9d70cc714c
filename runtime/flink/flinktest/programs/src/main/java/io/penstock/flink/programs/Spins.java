package io.penstock.flink.programs;

/** Never comes to run a job. */
public final class Spins {
    private static volatile long turns;

    private Spins() {}

    public static void main(String[] args) {
        while (true) {
            turns++;
        }
    }
}
