// Records what Apache Flink gives for expressions: reads lines from standard input, writes each with its type and its
// value, or with the error. A line "#zone NAME" changes the session time zone; other lines with # are copied.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.inference.InputTypeStrategies;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

public class Record {
    static final TableEnvironment env = TableEnvironment.create(EnvironmentSettings.inStreamingMode());

    public static void main(String[] args) throws Exception {
        env.getConfig().set("table.local-time-zone", "UTC");
        env.getConfig().set("parallelism.default", "1");
        env.createTemporarySystemFunction("v", Value.class);
        List<String> batch = new ArrayList<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line; (line = in.readLine()) != null; ) {
            if (line.startsWith("#") || line.isBlank()) {
                flush(batch);
                System.out.println(line);
                if (line.startsWith("#zone ")) env.getConfig().set("table.local-time-zone", line.substring(6).trim());
                continue;
            }
            String wrong = refused(line);
            if (wrong != null) {
                System.out.println(line + "\t" + wrong);
                continue;
            }
            batch.add(line);
            if (batch.size() == 250) flush(batch);
        }
        flush(batch);
        System.exit(0);
    }

    /** Gives its argument back, which the planner does not know, so that it cannot compute the expression itself. */
    public static class Value extends ScalarFunction {
        public Object eval(Object x) {
            return x;
        }

        @Override
        public boolean isDeterministic() {
            return false;
        }

        @Override
        public TypeInference getTypeInference(DataTypeFactory factory) {
            return TypeInference.newBuilder()
                    .inputTypeStrategy(InputTypeStrategies.sequence(InputTypeStrategies.ANY))
                    .outputTypeStrategy(TypeStrategies.argument(0))
                    .build();
        }
    }

    /** What the planner says against an expression; null for nothing. */
    static String refused(String expression) {
        try {
            env.sqlQuery("SELECT " + expression + " AS c0");
            return null;
        } catch (Throwable e) {
            return failure(e);
        }
    }

    static String failure(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) root = root.getCause();
        String m = String.valueOf(root.getMessage()).replaceAll("\\s+", " ");
        return "ERROR\t" + m.substring(0, Math.min(300, m.length()));
    }

    static void flush(List<String> batch) {
        if (batch.isEmpty()) return;
        List<String> out;
        try {
            out = run(batch);
        } catch (Throwable e) {
            out = new ArrayList<>();
            if (batch.size() == 1) {
                out.add(failure(e));
            } else {
                List<String> left = new ArrayList<>(batch.subList(0, batch.size() / 2));
                List<String> right = new ArrayList<>(batch.subList(batch.size() / 2, batch.size()));
                flush(left);
                flush(right);
                batch.clear();
                return;
            }
        }
        for (int i = 0; i < batch.size(); i++) System.out.println(batch.get(i) + "\t" + out.get(i));
        System.out.flush();
        batch.clear();
    }

    static List<String> run(List<String> exprs) throws Exception {
        StringBuilder sql = new StringBuilder("SELECT ");
        for (int i = 0; i < exprs.size(); i++) sql.append(i > 0 ? ", " : "").append(exprs.get(i)).append(" AS c").append(i);
        Table t = env.sqlQuery(sql.toString());
        List<String> out = new ArrayList<>();
        try (CloseableIterator<Row> it = t.execute().collect()) {
            Row r = it.next();
            for (int i = 0; i < exprs.size(); i++) {
                String s = Row.of(r.getField(i)).toString();
                out.add(t.getResolvedSchema().getColumnDataTypes().get(i) + "\t"
                    + s.substring(3, s.length() - 1).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r"));
            }
        }
        return out;
    }
}
