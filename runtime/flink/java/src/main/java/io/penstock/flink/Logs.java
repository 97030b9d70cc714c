package io.penstock.flink;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Gives the log of Flink and of the program, which both write by Log4j, to the keeper. */
final class Logs extends AbstractAppender {
    private Logs() {
        super("penstock", null, null, true, Property.EMPTY_ARRAY);
    }

    /** Makes the keeper the only place where the log goes, from a level on. */
    static void install(String level) {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        Configuration configuration = context.getConfiguration();
        LoggerConfig root = configuration.getRootLogger();
        for (Appender appender : root.getAppenders().values()) {
            root.removeAppender(appender.getName());
        }
        Logs logs = new Logs();
        logs.start();
        configuration.addAppender(logs);
        root.addAppender(logs, null, null);
        root.setLevel(Level.toLevel(level, Level.INFO));
        // It warns of every element that metrics show as it is.
        quiet(configuration, "org.apache.flink.shaded.netty4.io.netty", Level.WARN);
        // It tells with every checkpoint that encrypted files are not written in the way of sinks.
        quiet(configuration, "org.apache.flink.runtime.state.filesystem.FsCheckpointMetadataOutputStream", Level.WARN);
        context.updateLoggers();
    }

    private static void quiet(Configuration configuration, String logger, Level level) {
        configuration.addLogger(logger, new LoggerConfig(logger, level, true));
    }

    @Override
    public void append(LogEvent event) {
        if (isAnswer(event)) {
            return;
        }
        Json line = new Json()
                .put("log", event.getLevel().name())
                .put("time", event.getTimeMillis())
                .put("logger", event.getLoggerName())
                .put("thread", event.getThreadName())
                .put("message", event.getMessage().getFormattedMessage());
        StackTraceElement source = event.getSource();
        if (source != null) {
            line.put("location", source.toString());
        }
        Throwable thrown = event.getThrown();
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            line.put("throwable", Arrays.asList(trace.toString().split("\r?\n")));
        }
        Keeper.get().send(line);
    }

    /**
     * Tells whether Flink says that it answers a question with an error, such as one about a savepoint that was not begun. Whoever asked is
     * told, and for others it looks like a failure of the job.
     */
    private static boolean isAnswer(LogEvent event) {
        return event.getLoggerName().startsWith("org.apache.flink.runtime.rest.handler.")
                && event.getMessage().getFormattedMessage().startsWith("Exception occurred in REST handler:");
    }
}
