package io.penstock.flink;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;

/** SQL as a program: the statements that the keeper gives, whose INSERTs are one job. What is wrong with them is found before the gate. */
final class Scripts implements Gate.Program {
    private final Settings settings;
    private final TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.newInstance().inStreamingMode().build());
    private final StatementSet inserts = tables.createStatementSet();

    Scripts(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void run() throws Gate.BrokenProgram {
        int count = Integer.parseInt(settings.own("statements"));
        for (int i = 0; i < count; i++) {
            String prefix = "statement." + i + ".";
            try {
                add(prefix);
            } catch (RuntimeException e) {
                throw new Gate.BrokenProgram(settings.own(prefix + "place") + ": " + reason(e), e);
            }
        }
        try {
            inserts.execute(); // it passes the gate with what it has planned
        } catch (RuntimeException e) {
            if (Gate.open()) {
                throw e;
            }
            throw new Gate.BrokenProgram(reason(e), e);
        }
    }

    private void add(String prefix) {
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
