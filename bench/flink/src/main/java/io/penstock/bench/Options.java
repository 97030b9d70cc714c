package io.penstock.bench;

import java.io.Serializable;

/** The options of a table, with the names and defaults of options.go of the connector 'nexmark'. */
final class Options implements Serializable {
    long rate;
    long persons;
    long auctions;
    long bids;
    long events;
    long seed;
    long base;
    int generators;
    int hotAuctions = 2;
    int hotBidders = 4;
    int hotSellers = 4;
    int personSize = 200;
    int auctionSize = 500;
    int bidSize = 100;

    long total() {
        return persons + auctions + bids;
    }
}
