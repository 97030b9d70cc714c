package io.penstock.flink;

import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The executors that Flink gives to programs: no job is submitted before {@link Gate} is open, each goes on from the state that it says, and
 * has {@link FixedSettings}.
 */
final class GatedExecutors implements PipelineExecutorServiceLoader {
    private final PipelineExecutorServiceLoader executors;
    private final FixedSettings fixed;

    private GatedExecutors(PipelineExecutorServiceLoader executors, FixedSettings fixed) {
        this.executors = executors;
        this.fixed = fixed;
    }

    /**
     * Has the environments that the program gets submit by these. Flink has made its own known to this thread before, where they are taken
     * from: nobody is told them otherwise. As there, a program has one job.
     */
    static void install(Configuration configuration, FixedSettings fixed) throws ReflectiveOperationException {
        Field field = StreamExecutionEnvironment.class.getDeclaredField("executorServiceLoader");
        field.setAccessible(true);
        PipelineExecutorServiceLoader given = (PipelineExecutorServiceLoader) field.get(StreamExecutionEnvironment.getExecutionEnvironment());
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        StreamContextEnvironment.setAsContext(new GatedExecutors(given, fixed), configuration, loader, true, true);
    }

    @Override
    public PipelineExecutorFactory getExecutorFactory(Configuration configuration) throws Exception {
        return new Factory(executors.getExecutorFactory(configuration), fixed);
    }

    @Override
    public Stream<String> getExecutorNames() {
        return executors.getExecutorNames();
    }

    private static final class Factory implements PipelineExecutorFactory {
        private final PipelineExecutorFactory factory;
        private final FixedSettings fixed;

        Factory(PipelineExecutorFactory factory, FixedSettings fixed) {
            this.factory = factory;
            this.fixed = fixed;
        }

        @Override
        public String getName() {
            return factory.getName();
        }

        @Override
        public boolean isCompatibleWith(Configuration configuration) {
            return factory.isCompatibleWith(configuration);
        }

        @Override
        public PipelineExecutor getExecutor(Configuration configuration) {
            PipelineExecutor executor = factory.getExecutor(configuration);
            return (pipeline, job, loader) -> {
                fixed.impose(pipeline, loader);
                return executor.execute(pipeline, Gate.pass().in(fixed.in(job, pipeline)), loader);
            };
        }
    }
}
