package io.penstock.flink;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;

/** What the keeper tells a process: Flink's configuration, and members of its own that begin with "penstock.". */
final class Settings {
    private static final String OWN = "penstock.";

    private final Properties properties = new Properties();

    private Settings() {}

    static Settings readFile(String path) throws IOException {
        return read(new String(Files.readAllBytes(Paths.get(path)), StandardCharsets.UTF_8));
    }

    static Settings read(String text) throws IOException {
        Settings settings = new Settings();
        settings.properties.load(new StringReader(text));
        return settings;
    }

    /** A member of the keeper's own; empty where there is none. */
    String own(String name) {
        return properties.getProperty(OWN + name, "");
    }

    /** Flink's configuration. It is made anew by each call. */
    Configuration configuration() {
        Configuration configuration = new Configuration();
        for (String name : properties.stringPropertyNames()) {
            if (!name.startsWith(OWN)) {
                configuration.setString(name, properties.getProperty(name));
            }
        }
        return configuration;
    }
}
