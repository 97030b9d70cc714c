package io.penstock.flink.programs;

/** Was built for another version of Flink. */
public final class Misfit {
    private Misfit() {}

    public static void main(String[] args) {
        org.apache.flink.gone.Gone.use();
    }
}
