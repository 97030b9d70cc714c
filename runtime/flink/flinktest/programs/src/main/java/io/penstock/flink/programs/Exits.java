package io.penstock.flink.programs;

/** Ends its process. */
public final class Exits {
    private Exits() {}

    public static void main(String[] args) {
        System.exit(7);
    }
}
