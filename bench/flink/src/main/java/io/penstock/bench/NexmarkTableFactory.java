package io.penstock.bench;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** The connector 'nexmark' for Flink, with those of its options that the benchmark sets. */
public final class NexmarkTableFactory implements DynamicTableSourceFactory {
    private static final ConfigOption<Long> RATE = longOption("first-event.rate", 10_000);
    private static final ConfigOption<Long> PERSONS = longOption("person.proportion", 1);
    private static final ConfigOption<Long> AUCTIONS = longOption("auction.proportion", 3);
    private static final ConfigOption<Long> BIDS = longOption("bid.proportion", 46);
    private static final ConfigOption<Long> EVENTS = longOption("events.num", 0);
    private static final ConfigOption<Long> SEED = longOption("seed", 0);
    private static final ConfigOption<Long> BASE = longOption("base-time", 1_436_918_400_000L);
    private static final ConfigOption<Long> GENERATORS = longOption("generators", 1);

    private static ConfigOption<Long> longOption(String key, long otherwise) {
        return ConfigOptions.key(key).longType().defaultValue(otherwise);
    }

    @Override
    public String factoryIdentifier() {
        return "nexmark";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(RATE, PERSONS, AUCTIONS, BIDS, EVENTS, SEED, BASE, GENERATORS);
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        helper.validate();
        ReadableConfig given = helper.getOptions();
        Options options = new Options();
        options.rate = given.get(RATE);
        options.persons = given.get(PERSONS);
        options.auctions = given.get(AUCTIONS);
        options.bids = given.get(BIDS);
        options.events = given.get(EVENTS);
        options.seed = given.get(SEED);
        options.base = given.get(BASE);
        options.generators = given.get(GENERATORS).intValue();
        return new TableSource(options);
    }

    private static final class TableSource implements ScanTableSource {
        private final Options options;

        TableSource(Options options) {
            this.options = options;
        }

        @Override
        public ChangelogMode getChangelogMode() {
            return ChangelogMode.insertOnly();
        }

        @Override
        public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
            return SourceProvider.of(new NexmarkSource(options));
        }

        @Override
        public DynamicTableSource copy() {
            return new TableSource(options);
        }

        @Override
        public String asSummaryString() {
            return "nexmark";
        }
    }
}
