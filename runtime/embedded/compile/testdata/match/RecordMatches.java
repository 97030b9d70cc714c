// Records what Apache Flink gives for MATCH_RECOGNIZE: reads flink.txt of the folder that it is given, runs the query of
// each block and writes the file anew with the results.
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

public class RecordMatches {
    static final Pattern LINE =
            Pattern.compile("\\{\"id\": (.*), \"k\": \"(.*)\", \"v\": (.*), \"w\": (.*), \"ts\": \"(.*)\"\\}");

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0], "flink.txt");
        StringJoiner out = new StringJoiner("\n\n", "", "\n");
        for (String block : Files.readString(file).trim().split("\n\n")) {
            String first = block.split("\n")[0];
            int space = first.indexOf(' ');
            StringJoiner lines = new StringJoiner("\n");
            lines.add(first);
            run(Path.of(args[0], first.substring(0, space) + ".jsonl"), first.substring(space + 1)).forEach(lines::add);
            out.add(lines.toString());
        }
        Files.writeString(file, out.toString());
        System.exit(0);
    }

    static List<String> run(Path data, String query) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(data)) {
            Matcher m = LINE.matcher(line);
            if (!m.matches()) throw new IllegalArgumentException(line);
            LocalDateTime ts = LocalDateTime.parse(m.group(5), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS"));
            rows.add(Row.of(number(m.group(1)), m.group(2), number(m.group(3)), number(m.group(4)), ts));
        }
        Schema schema =
                Schema.newBuilder().column("id", "INT").column("k", "STRING").column("v", "INT").column("w", "INT")
                        .column("ts", "TIMESTAMP(3)").watermark("ts", "ts - INTERVAL '5' SECOND").build();
        tables.createTemporaryView(
                "t",
                env.fromCollection(
                        rows,
                        Types.ROW_NAMED(
                                new String[] {"id", "k", "v", "w", "ts"},
                                Types.INT, Types.STRING, Types.INT, Types.INT, Types.LOCAL_DATE_TIME)),
                schema);
        List<String> sorted = new ArrayList<>();
        try (CloseableIterator<Row> results =
                tables.executeSql("SELECT * FROM t MATCH_RECOGNIZE (" + query + ") AS m").collect()) {
            while (results.hasNext()) {
                Row row = results.next();
                StringJoiner fields = new StringJoiner(", ");
                for (int i = 0; i < row.getArity(); i++) fields.add(String.valueOf(row.getField(i)));
                sorted.add(fields.toString());
            }
        } catch (Exception e) {
            Throwable root = e;
            while (root.getCause() != null) root = root.getCause();
            return List.of("ERROR " + root.getMessage().replaceAll("\\s+", " "));
        }
        Collections.sort(sorted);
        return sorted;
    }

    static Integer number(String text) {
        return text.equals("null") ? null : Integer.valueOf(text);
    }
}
