package io.penstock.bench;

import java.util.SplittableRandom;
import org.apache.flink.table.data.StringData;

/** What all events cut their strings from. The counterpart of text.go of the connector 'nexmark'. */
final class Texts {
    static final int CHANNELS = 10_000;
    private static final int LENGTH = 1 << 20;

    private final String extra;
    final StringData[] hotChannels = strings("Google", "Facebook", "Baidu", "Apple");
    final StringData[] hotUrls = new StringData[hotChannels.length];
    final StringData[] channels = new StringData[CHANNELS];
    final StringData[] urls = new StringData[CHANNELS];
    final String[] cards = new String[10_000];

    Texts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(LENGTH);
        while (text.length() < LENGTH) {
            int drawn = random.nextInt();
            for (int i = 0; i < 6 && text.length() < LENGTH; i++) {
                text.append((char) ('a' + drawn % 26));
                drawn /= 26;
            }
        }
        extra = text.toString();
        random = new SplittableRandom(seed + 1);
        for (int i = 0; i < hotUrls.length; i++) {
            hotUrls[i] = StringData.fromString(url(random));
        }
        for (int i = 0; i < CHANNELS; i++) {
            String url = url(random);
            if (random.nextInt(10) > 0) {
                url += "&channel_id=" + Math.abs(Integer.reverse(i));
            }
            channels[i] = StringData.fromString("channel-" + i);
            urls[i] = StringData.fromString(url);
        }
        for (int i = 0; i < cards.length; i++) {
            cards[i] = Integer.toString(10_000 + i).substring(1);
        }
    }

    static StringData[] strings(String... all) {
        StringData[] made = new StringData[all.length];
        for (int i = 0; i < all.length; i++) {
            made[i] = StringData.fromString(all[i]);
        }
        return made;
    }

    private static String url(SplittableRandom random) {
        StringBuilder made = new StringBuilder("https://www.nexmark.com/");
        for (int i = 0; i < 3; i++) {
            made.append(word(random, 5, '_')).append('/');
        }
        return made.append("item.htm?query=1").toString();
    }

    static String word(SplittableRandom random, int longest, char special) {
        int length = 3 + random.nextInt(longest - 3);
        StringBuilder made = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            made.append(random.nextInt(13) == 0 ? special : (char) ('a' + random.nextInt(26)));
        }
        return made.toString().trim();
    }

    StringData cut(SplittableRandom random, int size, int average) {
        if (size > average) {
            return StringData.fromString("");
        }
        average -= size;
        int delta = (int) Math.round(average * 0.2);
        int length = average - delta + (delta == 0 ? 0 : random.nextInt(2 * delta));
        int at = random.nextInt(LENGTH - length);
        return StringData.fromString(extra.substring(at, at + length));
    }
}
