package io.penstock.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * One script, run to the end of its input. Its INSERTs are one job. Queries that stand alone are jobs of their own, whose rows are printed as
 * by a print table.
 */
final class Trial {
    private final Settings settings;
    private final TableEnvironment tables;
    private final StatementSet inserts;
    private final Session session;
    private boolean inserted;

    /** What is being done, for messages: the phase, and the number of the statement where it is known. */
    private String phase = "validate";
    private int statement = -1;

    /** The port is that of the cluster's REST API. */
    Trial(Settings settings, int port) {
        this.settings = settings;
        Configuration configuration = new Configuration();
        configuration.setString("execution.target", "remote");
        configuration.setString("rest.address", "localhost");
        configuration.setString("rest.port", Integer.toString(port));
        configuration.setString("client.retry-period", "20 ms");
        configuration.setString("parallelism.default", "1");
        this.tables = TableEnvironment.create(
                EnvironmentSettings.newInstance().inStreamingMode().withConfiguration(configuration).build());
        this.inserts = tables.createStatementSet();
        this.session = new Session(tables.getConfig());
    }

    /** Runs it, and tells the keeper what became of it. */
    void run() {
        Json outcome = new Json();
        try {
            int count = Integer.parseInt(settings.own("statements"));
            for (statement = 0; statement < count; statement++) {
                execute("statement." + statement + ".");
            }
            statement = -1;
            if (inserted) {
                parallelism();
                await(inserts.execute());
            }
            outcome.put("event", "ended");
        } catch (Exception | LinkageError | StackOverflowError e) {
            outcome.put("event", "failed").put("phase", phase).put("statement", statement).put("causes", causes(e));
        }
        System.out.flush();
        System.err.flush();
        Keeper.get().send(outcome);
    }

    private void execute(String prefix) throws Exception {
        String text = settings.own(prefix + "text");
        switch (settings.own(prefix + "kind")) {
            case "set":
                session.set(settings.own(prefix + "key"), settings.own(prefix + "value"));
                break;
            case "reset":
                session.reset(settings.own(prefix + "key"));
                break;
            case "insert":
                inserts.addInsertSql(text);
                inserted = true;
                break;
            case "query":
                parallelism();
                print(tables.executeSql(text));
                break;
            default:
                parallelism();
                await(tables.executeSql(text));
        }
    }

    /** The parallelism that was asked for, if any, is stronger than the script's. */
    private void parallelism() {
        String asked = settings.own("parallelism");
        if (!asked.isEmpty()) {
            tables.getConfig().set("parallelism.default", asked);
        }
    }

    /** Waits for the job, where there is one. */
    private void await(TableResult result) throws Exception {
        JobClient job = result.getJobClient().orElse(null);
        if (job != null) {
            phase = "run";
            job.getJobExecutionResult().get();
            phase = "validate";
        }
    }

    private void print(TableResult result) throws Exception {
        if (!result.getJobClient().isPresent()) {
            result.print();
            return;
        }
        phase = "run";
        try (CloseableIterator<Row> rows = result.collect()) {
            while (rows.hasNext()) {
                System.out.println(rows.next());
            }
        }
        phase = "validate";
    }

    /** What the exceptions say, the outermost first. */
    private static List<String> causes(Throwable thrown) {
        List<String> all = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && all.size() < 20; cause = cause.getCause()) {
            all.add(cause.getMessage() == null ? cause.toString() : cause.getMessage());
        }
        return all;
    }
}
