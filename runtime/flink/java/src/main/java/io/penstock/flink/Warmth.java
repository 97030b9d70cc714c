package io.penstock.flink;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.apache.flink.table.runtime.generated.CompileUtils;

/**
 * What a TaskManager does while it waits for its JobManager: things that the first task would have to wait for otherwise, which in an
 * update nothing is processed meanwhile. What fails here is done again by the task, which tells of it.
 */
final class Warmth {
    /** The backend of RocksDB, since Flink 2 and before. */
    private static final String[] BACKENDS = {
        "org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend", "org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend",
    };

    /** Of the kind that the planner generates for tasks to compile. */
    private static final String GENERATED = "public class PenstockWarmth implements org.apache.flink.table.runtime.generated.Projection<"
            + "org.apache.flink.table.data.RowData, org.apache.flink.table.data.binary.BinaryRowData> {\n"
            + "  org.apache.flink.table.data.binary.BinaryRowData out = new org.apache.flink.table.data.binary.BinaryRowData(2);\n"
            + "  org.apache.flink.table.data.writer.BinaryRowWriter writer = new org.apache.flink.table.data.writer.BinaryRowWriter(out);\n"
            + "  public PenstockWarmth(Object[] references) throws Exception {}\n"
            + "  @Override\n"
            + "  public org.apache.flink.table.data.binary.BinaryRowData apply(org.apache.flink.table.data.RowData in1) {\n"
            + "    org.apache.flink.table.data.binary.BinaryStringData text;\n"
            + "    boolean isNull$0 = in1.isNullAt(0);\n"
            + "    long field$0 = -1L;\n"
            + "    if (!isNull$0) { field$0 = in1.getLong(0); }\n"
            + "    boolean isNull$1 = in1.isNullAt(1);\n"
            + "    text = org.apache.flink.table.data.binary.BinaryStringData.EMPTY_UTF8;\n"
            + "    if (!isNull$1) { text = ((org.apache.flink.table.data.binary.BinaryStringData) in1.getString(1)); }\n"
            + "    writer.reset();\n"
            + "    if (isNull$0 || field$0 < 0L) { writer.setNullAt(0); } else { writer.writeLong(0, (long) (field$0 % ((long) 7))); }\n"
            + "    if (isNull$1) { writer.setNullAt(1); } else { writer.writeString(1, text); }\n"
            + "    writer.complete();\n"
            + "    return out;\n"
            + "  }\n"
            + "}\n";

    private Warmth() {}

    /** Begins, beside whatever else there is to do. */
    static void begin(Settings settings) {
        start("rocksdb", Warmth::rocksdb);
        if (Integer.parseInt(settings.own("statements")) > 0) {
            start("generated", Warmth::generated);
        }
    }

    private static void start(String what, Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                // The task will do it, or say why it cannot.
            }
        }, "penstock-warmth-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws ReflectiveOperationException;
    }

    /** Loads the native library, which has to be unpacked for that. */
    private static void rocksdb() throws ReflectiveOperationException {
        String folder = new File(System.getProperty("java.io.tmpdir")).getAbsolutePath();
        for (String backend : BACKENDS) {
            Method load;
            try {
                load = Class.forName(backend).getDeclaredMethod("ensureRocksDBIsLoaded", String.class);
            } catch (ClassNotFoundException e) {
                continue;
            }
            load.setAccessible(true);
            try {
                load.invoke(null, folder);
            } catch (InvocationTargetException e) {
                return; // no library for this machine, or a folder that is full
            }
            return;
        }
    }

    /** Runs the compiler of generated classes once, which is slow only for the first time. */
    private static void generated() {
        CompileUtils.compile(Warmth.class.getClassLoader(), "PenstockWarmth", GENERATED);
    }
}
