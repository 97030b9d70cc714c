package io.penstock.flink.programs;

import java.io.File;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Decides what the managed service decides, in its code or by a configuration: that state is kept in a folder of its own, every hour, and
 * that there is no restart. It fails once, and makes a file of it.
 */
public final class Decides {
    private static final long HOUR = 3600_000;

    private Decides() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        if (args[0].equals("code")) {
            Code.decide(environment, args[1]);
        } else {
            Configuration own = new Configuration();
            own.setString("execution.checkpointing.interval", HOUR + " ms");
            own.setString("execution.checkpointing.dir", args[1]);
            own.setString("state.checkpoints.dir", args[1]);
            own.setString("state.backend.type", "hashmap");
            own.setString("restart-strategy.type", "none");
            environment.configure(own, Decides.class.getClassLoader());
        }
        environment.fromSequence(0, Long.MAX_VALUE - 1).map(new FailsOnce(new File(args[2]))).filter(n -> n < 0).print();
        environment.execute("decides");
    }

    /** What Flink 2 does not have. */
    private static final class Code {
        static void decide(StreamExecutionEnvironment environment, String folder) {
            environment.enableCheckpointing(HOUR, CheckpointingMode.AT_LEAST_ONCE);
            environment.getCheckpointConfig().setCheckpointStorage(folder);
            environment.setStateBackend(new HashMapStateBackend());
            environment.setRestartStrategy(RestartStrategies.noRestart());
        }
    }

    private static final class FailsOnce implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1;

        private final File failed;

        FailsOnce(File failed) {
            this.failed = failed;
        }

        @Override
        public Long map(Long n) throws Exception {
            if (failed.createNewFile()) {
                throw new IllegalStateException("on purpose");
            }
            Thread.sleep(1);
            return n;
        }
    }
}
