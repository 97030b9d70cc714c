package io.penstock.bench;

import java.util.SplittableRandom;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** Makes the events of a timeline. The counterpart of event.go of the connector 'nexmark'. */
final class Generator {
    private static final String[] FIRST_NAMES = {
        "Peter", "Paul", "Luke", "John", "Saul", "Vicky", "Kate", "Julie", "Sarah", "Deiter", "Walter"
    };
    private static final String[] LAST_NAMES = {
        "Shultz", "Abrams", "Spencer", "White", "Bartels", "Walton", "Smith", "Jones", "Noris"
    };
    private static final String[] CITIES = {
        "Phoenix", "Los Angeles", "San Francisco", "Boise", "Portland", "Bend", "Redmond", "Seattle", "Kent", "Cheyenne"
    };
    private static final String[] STATES = {"AZ", "CA", "ID", "OR", "WA", "WY"};
    private static final int IN_FLIGHT = 100;

    private final Timeline line;
    private final Options options;
    private final Texts texts;
    private final SplittableRandom random;
    private long made;

    Generator(Timeline line) {
        this.line = line;
        this.options = line.options;
        this.texts = new Texts(options.seed);
        this.random = new SplittableRandom(options.seed + 2 + line.index);
    }

    boolean hasNext() {
        return made < line.events;
    }

    RowData next() {
        long number = 1 + made++;
        long id = line.firstId + number;
        long at = line.time(number);
        long place = id % options.total();
        GenericRowData row = new GenericRowData(4);
        if (place < options.persons) {
            row.setField(0, 0);
            row.setField(1, person(id, at));
        } else if (place < options.persons + options.auctions) {
            row.setField(0, 1);
            row.setField(2, auction(id, number, at));
        } else {
            row.setField(0, 2);
            row.setField(3, bid(id, at));
        }
        return row;
    }

    private RowData person(long id, long at) {
        String name = pick(FIRST_NAMES) + " " + pick(LAST_NAMES);
        String email = Texts.word(random, 7, ' ') + "@" + Texts.word(random, 5, ' ') + ".com";
        String card = pick(texts.cards) + " " + pick(texts.cards) + " " + pick(texts.cards) + " " + pick(texts.cards);
        String city = pick(CITIES);
        String state = pick(STATES);
        int size = 8 + name.length() + email.length() + card.length() + city.length() + state.length();
        return GenericRowData.of(
                line.lastPerson(id) + Timeline.FIRST_PERSON,
                StringData.fromString(name),
                StringData.fromString(email),
                StringData.fromString(card),
                StringData.fromString(city),
                StringData.fromString(state),
                TimestampData.fromEpochMillis(at),
                texts.cut(random, size, options.personSize));
    }

    private RowData auction(long id, long number, long at) {
        long seller = random.nextInt(options.hotSellers) > 0 ? hot(line.lastPerson(id)) : somePerson(id);
        long category = Timeline.FIRST_CATEGORY + random.nextInt(5);
        long initialBid = price();
        long horizon = line.time(number + IN_FLIGHT * options.total() / options.auctions) - at;
        long expires = at + 1 + below(Math.max(2 * horizon, 1));
        String name = Texts.word(random, 20, ' ');
        String description = Texts.word(random, 100, ' ');
        long reserve = initialBid + price();
        return GenericRowData.of(
                line.lastAuction(id) + Timeline.FIRST_AUCTION,
                StringData.fromString(name),
                StringData.fromString(description),
                initialBid,
                reserve,
                TimestampData.fromEpochMillis(at),
                TimestampData.fromEpochMillis(expires),
                seller + Timeline.FIRST_PERSON,
                category,
                texts.cut(random, 48 + name.length() + description.length(), options.auctionSize));
    }

    private RowData bid(long id, long at) {
        long auction = random.nextInt(options.hotAuctions) > 0 ? hot(line.lastAuction(id)) : someAuction(id);
        long bidder = random.nextInt(options.hotBidders) > 0 ? hot(line.lastPerson(id)) + 1 : somePerson(id);
        long price = price();
        StringData channel;
        StringData url;
        if (random.nextInt(2) > 0) {
            int i = random.nextInt(texts.hotChannels.length);
            channel = texts.hotChannels[i];
            url = texts.hotUrls[i];
        } else {
            int i = random.nextInt(Texts.CHANNELS);
            channel = texts.channels[i];
            url = texts.urls[i];
        }
        return GenericRowData.of(
                auction + Timeline.FIRST_AUCTION,
                bidder + 2 * Timeline.FIRST_PERSON, // twice, as the reference has it
                price,
                channel,
                url,
                TimestampData.fromEpochMillis(at),
                texts.cut(random, 32, options.bidSize));
    }

    private String pick(String[] all) {
        return all[random.nextInt(all.length)];
    }

    private long price() {
        return Math.round(Math.pow(10.0, random.nextDouble() * 6.0) * 100.0);
    }

    private long below(long bound) {
        return bound < Integer.MAX_VALUE ? random.nextInt((int) bound) : Math.abs(random.nextLong() % bound);
    }

    private long somePerson(long id) {
        long people = line.lastPerson(id) + 1;
        long active = Math.min(people, 1000);
        return people - active + below(active + 10);
    }

    private long someAuction(long id) {
        long last = line.lastAuction(id);
        long first = Math.max(last - IN_FLIGHT, 0);
        return first + below(last - first + 1 + 10);
    }

    /** The first of the newest hundred. */
    private static long hot(long last) {
        return last / 100 * 100;
    }
}
