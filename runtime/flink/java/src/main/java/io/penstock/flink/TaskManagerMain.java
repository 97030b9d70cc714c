package io.penstock.flink;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/** A TaskManager. It starts beside its JobManager, and connects once the keeper tells it the port. */
public final class TaskManagerMain {
    private TaskManagerMain() {}

    public static void main(String[] args) throws Exception {
        Keeper keeper = Keeper.get();
        Settings settings = keeper.attach(args[0]);
        Logs.install(settings.own("log-level"));
        Configuration configuration = settings.configuration();
        warm();
        configuration.set(JobManagerOptions.PORT, Integer.parseInt(keeper.next()));
        TaskManagerRunner.runTaskManagerProcessSecurely(configuration);
    }

    /** Loads classes that are needed anyway, while there is nothing else to do. */
    private static void warm() throws ClassNotFoundException {
        for (String name : new String[] {
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            "org.apache.flink.runtime.taskexecutor.TaskExecutor",
            "org.apache.flink.runtime.io.network.NettyShuffleServiceFactory",
        }) {
            Class.forName(name);
        }
    }
}
