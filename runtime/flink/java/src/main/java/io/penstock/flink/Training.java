package io.penstock.flink;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.util.Collector;

/**
 * A small job with a source, keyed state and a sink, and beside it the same by a script, run once for the classes that JVMs then load from an
 * archive.
 */
public final class Training {
    private Training() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment
                .fromSequence(0, Long.MAX_VALUE - 1)
                .map(n -> {
                    Thread.sleep(1);
                    return n;
                })
                .returns(Types.LONG)
                .keyBy(n -> n % 7)
                .process(new Count())
                .filter(n -> n < 0)
                .print();
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        tables.executeSql("CREATE TABLE events (n BIGINT, s STRING) WITH ('connector' = 'datagen', 'rows-per-second' = '500')");
        tables.executeSql("CREATE TABLE counts (k BIGINT, s STRING, n BIGINT) WITH ('connector' = 'blackhole')");
        tables.createStatementSet()
                .addInsertSql("INSERT INTO counts SELECT MOD(n, 7), MAX(s), COUNT(*) FROM events GROUP BY MOD(n, 7)")
                .attachAsDataStream();
        environment.execute("training");
    }

    /** Counts what comes of each key. */
    private static final class Count extends KeyedProcessFunction<Long, Long, Long> {
        private transient ValueState<Long> count;

        @Override
        public void processElement(Long element, Context context, Collector<Long> out) throws IOException {
            if (count == null) {
                count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
            }
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            count.update(now);
            out.collect(now);
        }
    }
}
