package io.penstock.flink.programs;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.util.Collector;

/**
 * As applications of the managed service are written: what it does is told by runtime properties, group "counts": where the rows go (path),
 * how many a second there are (rate), and a mark that each has (mark). Each row is the key, how many of it there were, and the mark.
 */
public final class Counts {
    private static final int KEYS = 5;

    private Counts() {}

    public static void main(String[] args) throws Exception {
        Properties properties = KinesisAnalyticsRuntime.getApplicationProperties().get("counts");
        if (properties == null) {
            throw new IllegalStateException("the runtime properties have no group counts");
        }
        String mark = properties.getProperty("mark", "");
        long pause = 1000 / Long.parseLong(properties.getProperty("rate", "100"));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment
                .fromSequence(0, Long.MAX_VALUE - 1)
                .uid("numbers")
                .map(n -> {
                    Thread.sleep(pause);
                    return n;
                })
                .returns(Types.LONG)
                .keyBy(n -> n % KEYS)
                .process(new Count(mark))
                .uid("counts")
                .sinkTo(FileSink.forRowFormat(new Path(properties.getProperty("path")), new SimpleStringEncoder<String>())
                        .withRollingPolicy(OnCheckpointRollingPolicy.build())
                        .build())
                .uid("rows");
        environment.execute("counts");
    }

    /** Numbers the rows of each key. */
    private static final class Count extends KeyedProcessFunction<Long, Long, String> {
        private static final long serialVersionUID = 1;

        private final String mark;
        private transient ValueState<Long> count;

        Count(String mark) {
            this.mark = mark;
        }

        @Override
        public void open(Configuration parameters) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(Long element, Context context, Collector<String> out) throws Exception {
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            count.update(now);
            out.collect(context.getCurrentKey() + "," + now + "," + mark);
        }
    }
}
