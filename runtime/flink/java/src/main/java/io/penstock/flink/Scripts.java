package io.penstock.flink;

import java.util.StringJoiner;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.catalog.Column;

/** SQL as a program: the statements that the keeper gives, whose INSERTs are one job. What is wrong with them is found before the gate. */
final class Scripts implements Gate.Program {
    private final Settings settings;
    private final TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.newInstance().inStreamingMode().build());
    private final StatementSet inserts = tables.createStatementSet();
    private final Session session = new Session(tables.getConfig());

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
                session.set(settings.own(prefix + "key"), settings.own(prefix + "value"));
                break;
            case "reset":
                session.reset(settings.own(prefix + "key"));
                break;
            case "insert":
                inserts.addInsertSql(text);
                break;
            case "as":
                create(settings.own(prefix + "create"), settings.own(prefix + "table"), settings.own(prefix + "options"), text);
                break;
            case "replace":
                tables.executeSql("DROP TABLE IF EXISTS " + settings.own(prefix + "table"));
                create(settings.own(prefix + "create"), settings.own(prefix + "table"), settings.own(prefix + "options"), text);
                break;
            default:
                tables.executeSql(text);
        }
    }

    /** CREATE TABLE AS, which would be a job of its own: a table with the columns of the query, and an INSERT. */
    private void create(String create, String table, String options, String query) {
        StringJoiner columns = new StringJoiner(", ", " (", ") ");
        for (Column column : tables.sqlQuery(query).getResolvedSchema().getColumns()) {
            String name = "`" + column.getName().replace("`", "``") + "`";
            columns.add(name + " " + column.getDataType().getLogicalType().asSerializableString());
        }
        tables.executeSql(create + table + columns + options);
        inserts.addInsertSql("INSERT INTO " + table + " " + query);
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
