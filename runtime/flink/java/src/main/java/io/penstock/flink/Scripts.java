package io.penstock.flink;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;

/**
 * SQL as a program: the statements that the keeper gives, whose INSERTs are one job. All of it is planned once before the gate opens, which
 * tells what is wrong with it, and has the planner warm for the time that counts.
 */
final class Scripts implements Gate.Program {
    private final Configuration configuration;
    private final TableEnvironment tables;
    private final StatementSet inserts;

    private Scripts(Configuration configuration) {
        this.configuration = configuration;
        this.tables = TableEnvironment.create(EnvironmentSettings.newInstance().inStreamingMode().build());
        this.inserts = tables.createStatementSet();
    }

    /** Takes the statements over. The configuration is the one that the job is run with, which may still change. */
    static Gate.Program load(Settings settings, Configuration configuration) throws Gate.BrokenProgram {
        Scripts scripts = new Scripts(configuration);
        int count = Integer.parseInt(settings.own("statements"));
        for (int i = 0; i < count; i++) {
            String prefix = "statement." + i + ".";
            try {
                scripts.add(settings, prefix);
            } catch (RuntimeException e) {
                throw new Gate.BrokenProgram(settings.own(prefix + "place") + ": " + reason(e), e);
            }
        }
        try {
            scripts.inserts.explain();
        } catch (RuntimeException e) {
            throw new Gate.BrokenProgram(reason(e), e);
        }
        return scripts;
    }

    private void add(Settings settings, String prefix) {
        String text = settings.own(prefix + "text");
        switch (settings.own(prefix + "kind")) {
            case "set":
                tables.getConfig().set(settings.own(prefix + "key"), settings.own(prefix + "value"));
                break;
            case "insert":
                inserts.addInsertSql(text);
                break;
            default:
                tables.executeSql(text);
        }
    }

    @Override
    public void run() {
        for (String key : configuration.keySet()) {
            if (key.startsWith("execution.savepoint") || key.startsWith("execution.state-recovery")) {
                tables.getConfig().set(key, configuration.getString(key, ""));
            }
        }
        inserts.execute();
    }

    /** The innermost cause says what is wrong; those around it, which statement Flink was at. */
    private static String reason(Throwable thrown) {
        Throwable last = thrown;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        String message = last.getMessage();
        return message == null ? last.toString() : message;
    }
}
