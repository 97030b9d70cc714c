package io.penstock.flink;

import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.stream.Stream;

/** The processes that this one, or one of them, has started: those that run functions in Python, and what programs start. */
final class Children {
    private Children() {}

    /** Ends them at once. By reflection, since Java 8 does not know them; there they are the keeper's alone to end. */
    static void kill() {
        try {
            Class<?> handle = Class.forName("java.lang.ProcessHandle");
            Method kill = handle.getMethod("destroyForcibly");
            Object self = handle.getMethod("current").invoke(null);
            for (Iterator<?> all = ((Stream<?>) handle.getMethod("descendants").invoke(self)).iterator(); all.hasNext(); ) {
                kill.invoke(all.next());
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            // They end with the streams that this process held.
        }
    }
}
