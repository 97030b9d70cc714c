package io.penstock.flink.programs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.lang.reflect.Field;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Takes all that it gets: "heap" or "disk" in main, "native" (memory that Java does not count) or "disk" in a task. The first argument is
 * what, the second is where: main or task.
 */
public final class Devours {
    private static final int BITE = 8 << 20;

    private Devours() {}

    public static void main(String[] args) throws Exception {
        String what = args[0];
        if (args[1].equals("main")) {
            devour(what);
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.fromSequence(0, Long.MAX_VALUE - 1).map(n -> {
            devour(what);
            return n;
        }).print();
        environment.execute();
    }

    private static void devour(String what) throws Exception {
        List<Object> kept = new ArrayList<>();
        byte[] bite = new byte[BITE];
        Arrays.fill(bite, (byte) 1);
        while (true) {
            switch (what) {
                case "heap":
                    kept.add(bite.clone());
                    break;
                case "native":
                    kept.add(take());
                    break;
                default:
                    Path file = Files.createTempFile("devours", null);
                    Files.write(file, bite);
            }
        }
    }

    /** Takes memory past the heap and its limits. */
    private static Long take() throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        Object unsafe = field.get(null);
        Long at = (Long) type.getMethod("allocateMemory", long.class).invoke(unsafe, (long) BITE);
        type.getMethod("setMemory", long.class, long.class, byte.class).invoke(unsafe, at, (long) BITE, (byte) 1);
        return at;
    }
}
