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
        Warmth.begin(settings);
        configuration.set(JobManagerOptions.PORT, Integer.parseInt(keeper.next()));
        TaskManagerRunner.runTaskManagerProcessSecurely(configuration);
    }
}
