package io.penstock.flink;

import org.apache.flink.configuration.Configuration;

/** The state that a job goes on from. */
final class Restore {
    private static final String RUN = "run";

    private final String savepoint;
    private final String allowNonRestored;
    private final boolean own;

    private Restore(String savepoint, String allowNonRestored, boolean own) {
        this.savepoint = savepoint;
        this.allowNonRestored = allowNonRestored;
        this.own = own;
    }

    /** Takes what the keeper says: "run", whether state may be left over, whether the state is the cluster's own, and its URI, if any. */
    static Restore parse(String line) {
        String[] words = line.split(" ", 4);
        if (!words[0].equals(RUN) || words.length < 3) {
            throw new IllegalStateException("The keeper says " + words[0] + ".");
        }
        return new Restore(words.length == 4 ? words[3] : "", words[1], Boolean.parseBoolean(words[2]));
    }

    /** The configuration of a job with it. */
    Configuration in(Configuration job) {
        Configuration restored = new Configuration(job);
        if (savepoint.isEmpty()) {
            return restored;
        }
        for (String prefix : new String[] {"execution.savepoint.", "execution.state-recovery."}) { // until 1.20, and since
            restored.setString(prefix + "path", savepoint);
            restored.setString(prefix + "ignore-unclaimed-state", allowNonRestored);
        }
        restored.setString("execution.savepoint-restore-mode", own ? "CLAIM" : "NO_CLAIM");
        restored.setString("execution.state-recovery.claim-mode", own ? "CLAIM" : "NO_CLAIM");
        return restored;
    }
}
