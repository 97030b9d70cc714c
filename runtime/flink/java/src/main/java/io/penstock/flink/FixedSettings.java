package io.penstock.flink;

import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobType;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * The settings of a job that are not the program's to change, as in the managed service: what its code, or SET, says of them counts for
 * nothing. A checkpoint that lay elsewhere, for one, would be neither encrypted nor found after a failure.
 *
 * <p>A job in batch mode has no checkpoints, and keeps state only while it reads what is sorted by key, in a backend that Flink gives it: only
 * how it restarts is fixed.
 */
final class FixedSettings {
    private final Configuration fixed = new Configuration();

    /** Those of them that a job in batch mode has. */
    private final Configuration batch = new Configuration();

    /** Takes those that the keeper names, with the values that the cluster has. */
    FixedSettings(Settings settings) {
        Configuration all = settings.configuration();
        for (String name : settings.own("fixed").split(" ")) {
            if (name.isEmpty()) {
                continue;
            }
            fixed.setString(name, all.getString(name, ""));
            if (name.startsWith("restart-strategy")) {
                batch.setString(name, all.getString(name, ""));
            }
        }
    }

    /** The configuration that a job is submitted with, with them. */
    Configuration in(Configuration given, Pipeline pipeline) {
        Configuration held = new Configuration(given);
        held.addAll(isBatch(pipeline) ? batch : fixed);
        return held;
    }

    private static boolean isBatch(Pipeline pipeline) {
        return pipeline instanceof StreamGraph && ((StreamGraph) pipeline).getJobType() == JobType.BATCH;
    }

    /** Has a job that is made already have them. */
    void impose(Pipeline pipeline, ClassLoader loader) throws Exception {
        if (!(pipeline instanceof StreamGraph)) {
            return; // a program with DataSets: there are no checkpoints
        }
        StreamGraph job = (StreamGraph) pipeline;
        try {
            Restarts.leaveToConfiguration(job);
        } catch (NoClassDefFoundError e) {
            // Since Flink 2 there is nothing but the configuration.
        }
        Object configuration = callSince(job, "getJobConfiguration"); // 1.19
        if (configuration != null) {
            ((Configuration) configuration).addAll(isBatch(job) ? batch : fixed);
        }
        if (isBatch(job)) {
            return;
        }
        job.getCheckpointConfig().configure(fixed);
        job.setStateBackend(StateBackendLoader.loadStateBackendFromConfig(fixed, loader, null));
        job.setCheckpointStorage(null);
        callSince(job, "createJobCheckpointingSettings"); // 2.0; until then that is done when the job is submitted
    }

    /** Calls what not all versions of Flink have; null where it is not there. */
    private static Object callSince(StreamGraph job, String method) throws ReflectiveOperationException {
        try {
            return StreamGraph.class.getMethod(method).invoke(job);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** A class of its own, since it does not load in Flink 2. */
    private static final class Restarts {
        private Restarts() {}

        @SuppressWarnings("deprecation")
        static void leaveToConfiguration(StreamGraph job) {
            job.getExecutionConfig().setRestartStrategy(org.apache.flink.api.common.restartstrategy.RestartStrategies.fallBackRestart());
        }
    }
}
