package io.penstock.bench;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What event comes when: the share of one generator. The counterpart of timeline.go of the connector 'nexmark'. */
final class Timeline implements Serializable {
    static final long FIRST_AUCTION = 1000;
    static final long FIRST_PERSON = 1000;
    static final long FIRST_CATEGORY = 10;

    final Options options;
    final int index;
    final long firstId;
    final long events;
    private final double interval;
    private final long base;

    private Timeline(Options options, int index, long firstId, long events, double interval, long base) {
        this.options = options;
        this.index = index;
        this.firstId = firstId;
        this.events = events;
        this.interval = interval;
        this.base = base;
    }

    static List<Timeline> share(Options o) {
        long largest = Math.max(Math.max(o.personSize, o.auctionSize), o.bidSize);
        long most = o.events != 0 ? o.events : Long.MAX_VALUE / (o.total() * largest);
        long share = most / o.generators;
        long first = 1;
        List<Timeline> all = new ArrayList<>();
        for (int i = 0; i < o.generators; i++) {
            if (i == o.generators - 1) {
                share = most - share * (o.generators - 1);
            }
            all.add(new Timeline(o, i, first, share, 1_000_000.0 / o.rate * o.generators, o.base));
            first += share;
        }
        return all;
    }

    long time(long number) {
        return base + (long) (number * interval) / 1000L;
    }

    long lastPerson(long id) {
        return id / options.total() * options.persons + Math.min(id % options.total(), options.persons - 1);
    }

    long lastAuction(long id) {
        long epoch = id / options.total();
        long offset = id % options.total() - options.persons;
        if (offset < 0) { // a person: the last auction came in the epoch before
            epoch--;
            offset = options.auctions;
        }
        return epoch * options.auctions + Math.min(offset, options.auctions - 1);
    }
}
