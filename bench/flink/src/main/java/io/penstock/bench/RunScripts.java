package io.penstock.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Runs scripts one after the other, each to its end in a JobManager and a TaskManager of its own in this process, so that what the
 * virtual machine has learned and compiled is there for the next one.
 *
 * <p>Each line of standard input is a script, the file for what its print tables print, and settings KEY=VALUE, separated by tabs.
 * The answer is a line: "done", nanoseconds of processor time of the process, nanoseconds that passed, and the most memory in bytes
 * that was resident meanwhile; or "failed" and why. Statements end with a semicolon at the end of a line.
 */
public final class RunScripts {
    private RunScripts() {}

    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] command = line.split("\t");
            try (PrintStream output = new PrintStream(Files.newOutputStream(Path.of(command[1])), false, StandardCharsets.UTF_8)) {
                System.setOut(output);
                answers.println(run(command));
            } catch (Throwable e) {
                Throwable cause = e;
                while (cause.getCause() != null) {
                    cause = cause.getCause();
                }
                answers.println("failed\t" + String.valueOf(cause).replaceAll("\\s+", " "));
            }
            answers.flush();
        }
        System.exit(0);
    }

    private static String run(String[] command) throws Exception {
        System.gc();
        forgetPeak();
        long cpu = processorTime();
        long began = System.nanoTime();
        execute(command);
        return "done\t" + (processorTime() - cpu) + "\t" + (System.nanoTime() - began) + "\t" + peak();
    }

    private static void execute(String[] command) throws Exception {
        Configuration configuration = new Configuration();
        for (int i = 2; i < command.length; i++) {
            int at = command[i].indexOf('=');
            configuration.setString(command[i].substring(0, at), command[i].substring(at + 1));
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(configuration);
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        for (String statement : Files.readString(Path.of(command[0])).split(";\\s*\\n")) {
            if (statement.isBlank()) {
                continue;
            }
            TableResult result = tables.executeSql(statement);
            if (result.getJobClient().isPresent()) {
                result.await();
            }
        }
    }

    private static long processorTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Lets the kernel count the peak of resident memory from now on. */
    private static void forgetPeak() throws IOException {
        Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    }

    private static long peak() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("the kernel does not tell the peak of memory");
    }
}
