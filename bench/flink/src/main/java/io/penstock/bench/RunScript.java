package io.penstock.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Runs a script in a JobManager and a TaskManager of this process, to its end: RunScript SCRIPT KEY=VALUE...
 *
 * <p>Statements end with a semicolon at the end of a line.
 */
public final class RunScript {
    private RunScript() {}

    public static void main(String[] args) throws Exception {
        Configuration configuration = new Configuration();
        for (int i = 1; i < args.length; i++) {
            int at = args[i].indexOf('=');
            configuration.setString(args[i].substring(0, at), args[i].substring(at + 1));
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(configuration);
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        for (String statement : Files.readString(Path.of(args[0])).split(";\\s*\\n")) {
            if (statement.isBlank()) {
                continue;
            }
            TableResult result = tables.executeSql(statement);
            if (result.getJobClient().isPresent()) {
                result.await();
            }
        }
    }
}
