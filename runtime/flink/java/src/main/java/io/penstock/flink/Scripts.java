package io.penstock.flink;

/** SQL scripts as a program. */
final class Scripts {
    private Scripts() {}

    static Gate.Program load(Settings settings) throws Gate.BrokenProgram {
        throw new Gate.BrokenProgram("none", null);
    }
}
