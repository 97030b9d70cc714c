package io.penstock.flink;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The data keys of the application, in the memory of this process and nowhere else: one that files are written with, and all that they may
 * have to be read with. {@link Envelope} has the form of files.
 */
final class Seals {
    private static final int KEY_SIZE = 32;
    /** How much is encrypted, and authenticated, at once; a reader and a writer hold that much. */
    private static final int SEGMENT_SIZE = 64 << 10;

    private static volatile Seals installed;

    /** Whose files they are; no file opens as that of another owner. */
    final String owner;
    /** The id of the key that files are written with. */
    final String sealing;
    /** Files in clear are read: those of before there were keys. */
    final boolean takesClear;

    private final Map<String, AesGcmHkdfStreaming> keys = new HashMap<>();

    private Seals(DataInputStream from) throws IOException {
        owner = text(from);
        takesClear = from.readBoolean();
        String first = null;
        for (int count = from.readInt(); count > 0; count--) {
            String id = text(from);
            first = first == null ? id : first;
            byte[] key = new byte[KEY_SIZE];
            from.readFully(key);
            try {
                keys.put(id, new AesGcmHkdfStreaming(key, "HmacSha256", KEY_SIZE, SEGMENT_SIZE, 0));
            } catch (GeneralSecurityException e) {
                throw new IOException("Key " + id + " cannot be used.", e);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }
        if (first == null) {
            throw new IOException("There are seals, and no key.");
        }
        sealing = first;
    }

    private static String text(DataInputStream from) throws IOException {
        byte[] text = new byte[from.readInt()];
        from.readFully(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Takes over what the keeper hands over: whether there are keys, then the owner, whether files in clear are taken, and the keys. */
    static void install(DataInputStream from) throws IOException {
        if (from.readBoolean()) {
            installed = new Seals(from);
        }
    }

    /** The keys of this process. */
    static Seals get() throws IOException {
        Seals seals = installed;
        if (seals == null) {
            throw new IOException("This process was given no keys.");
        }
        return seals;
    }

    /** The key that a file names. */
    AesGcmHkdfStreaming key(String id) throws IOException {
        AesGcmHkdfStreaming key = keys.get(id);
        if (key == null) {
            throw new IOException("it is encrypted with key " + id + ", which the cluster was not given");
        }
        return key;
    }
}
